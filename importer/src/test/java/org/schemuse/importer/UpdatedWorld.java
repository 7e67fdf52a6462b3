package org.schemuse.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import org.schemuse.changelog.fingerprint.Fingerprint;
import org.schemuse.importer.ImportRequest.PasswordMode;
import org.schemuse.importer.load.merge.Merge;
import org.schemuse.importer.source.DumpSource;

/** For tests of what a newer dump of the sample world does to the one that is there. */
abstract class UpdatedWorld extends InstalledWorld {
    static final Merge.Rules USUAL = new Merge.Rules(false, false);

    static final String KITTIWAKE = "(SELECT object_id FROM legacy_objects WHERE dbref = 4)";

    static final String[] MUCH_LATER = {
        "~14\n", "~15\n",
        "***END", "&14\nlantern\n0\n-1\n-1\n-1\n-1\n0\n1\n1\n1\n1\n>6\n-1\nA storm lantern.\n<\n0\n0\n\\\n***END",
        "A ketch with patched brown sails.", "A ketch with new sails.",
        ">0\n9\nherring\n", "",
        "half a tank", "empty",
        "Mira\n0", "Mirabel\n0"
    };

    /** What is asked for; {@code null} is nothing in particular. */
    PasswordMode passwords = PasswordMode.LOCK;

    private ImportService service() {
        return new ImportService(new ImportRequest(null, false, false, passwords, 3, "test"), ImportListener.SILENT);
    }

    void imported() throws Exception {
        imported(Worlds.harbour());
    }

    void imported(Path dump) throws Exception {
        try (DumpSource source = Worlds.source(dump)) {
            service().run(source, database::dataSource, "vibemuse");
        }
    }

    UpdateReport updated(Path dump, Merge.Rules rules) throws Exception {
        try (DumpSource source = Worlds.source(dump)) {
            return service().update(source, database::dataSource, "vibemuse", rules);
        }
    }

    UpdateReport updated(String... replacements) throws Exception {
        return updated(newer(replacements), USUAL);
    }

    /** The sample world after some time: pairs of what it was and what it is. */
    Path newer(String... replacements) throws Exception {
        String dump = Files.readString(Worlds.harbour(), StandardCharsets.ISO_8859_1);
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(dump).contains(replacements[i]);
            dump = dump.replace(replacements[i], replacements[i + 1]);
        }
        return Worlds.write(folder, dump);
    }

    long rows(String from) {
        return count("SELECT count(*) FROM " + from);
    }

    /** What the attribute of number 7 is called. */
    String sex() {
        return text("SELECT name FROM attribute_definitions WHERE number = 7 AND object_id IS NULL");
    }

    String fingerprint() throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            return Fingerprint.of(connection, "vibemuse").toString();
        }
    }
}
