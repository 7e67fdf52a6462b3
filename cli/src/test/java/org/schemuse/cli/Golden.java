package org.schemuse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected texts in {@code src/test/resources}. With {@code -Dgolden.update=true} they are written anew, to be read in the diff. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/org/schemuse/cli");

    private Golden() {}

    static String text(String name, String actual) throws IOException {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, actual);
        }
        return Files.readString(file);
    }
}
