package org.schemuse.changelog.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownIT {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");

    @Tag("every-server")
    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18})
    void everyKindOfObjectIsToldOnEveryServer(int major) throws Exception {
        Dictionary dictionary = OddSchema.on(major);
        String document = Markdown.document(dictionary);
        assertThat(document).isEqualTo(OddSchema.golden("odd.md", document));

        Map<String, String> pages = Markdown.pages(dictionary);
        assertThat(pages).hasSize(dictionary.relations().size() + 1);
        assertThat(pages.values()).allSatisfy(page -> {
            assertThat(page).startsWith(Markdown.FIRST_LINE + "\n\n# ");
            assertThat(LINK.matcher(page).results().map(link -> link.group(1)).collect(Collectors.toSet()))
                    .as("links lead to pages that are there")
                    .isSubsetOf(pages.keySet());
        });
    }
}
