package org.schemuse.importer.table.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page about imports into tables explains each code as the program does; {@code -Dgolden.update=true} writes its table anew. */
class TablesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "tables.md");
    private static final String HEAD = "| code | the row has | remedy |\n|---|---|---|\n";

    @Test
    void everyCodeIsExplainedInItsOrder() throws IOException {
        List<String> expected = Arrays.stream(RowFault.values())
                .map(fault -> "| `" + fault + "` | " + fault.meaning() + " | " + fault.remedy() + " |")
                .toList();
        String page = Files.readString(PAGE);
        assertThat(page).containsOnlyOnce(HEAD);
        int from = page.indexOf(HEAD) + HEAD.length();
        int to = page.indexOf("\n\n", from);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page.substring(0, from) + String.join("\n", expected) + page.substring(to));
        }

        String read = Files.readString(PAGE);
        assertThat(read.substring(from, read.indexOf("\n\n", from)).lines()).containsExactlyElementsOf(expected);
    }

    @Test
    void meaningsAndRemediesFitIntoATable() {
        assertThat(RowFault.values())
                .allSatisfy(
                        fault -> assertThat(fault.meaning() + fault.remedy()).doesNotContain("|", "\n"));
    }
}
