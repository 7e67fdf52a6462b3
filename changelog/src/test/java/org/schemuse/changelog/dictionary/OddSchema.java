package org.schemuse.changelog.dictionary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.schemuse.testsupport.TestDatabase;
import org.schemuse.testsupport.TestServer;

/** A schema with one of everything, and the files that are to be made from it. */
final class OddSchema {
    private static final Path FILES = Path.of("src/test/resources/org/schemuse/changelog/dictionary");

    private OddSchema() {}

    static Dictionary on(int major) throws Exception {
        try (TestDatabase database = TestServer.embedded(major).empty()) {
            try (Connection connection = database.dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    InputStream sql = OddSchema.class.getResourceAsStream("odd.sql")) {
                statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
            }
            return Dictionary.read(database.dataSource(), "Odd schema").orElseThrow();
        }
    }

    /** The text of a file; with {@code -Dgolden.update=true} written anew, to be read in the diff. */
    static String golden(String file, String actual) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FILES.resolve(file), actual);
        }
        return Files.readString(FILES.resolve(file));
    }
}
