package org.schemuse.testsupport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the folders {@code test-support/target/NAME} in which the build lays the binaries of test servers. */
final class BuiltBinaries {

    private BuiltBinaries() {}

    /**
     * The folder of one kind of server: the value of the property {@code schemuse.NAME.binaries}, which the build sets
     * for forked tests. Without the property (a test started from an editor), searches upwards from the working
     * directory.
     *
     * @param name {@code postgres} or {@code redis}
     * @return empty if no such folder exists, as in another project that uses this module
     */
    static Optional<Path> of(String name) {
        String set = System.getProperty("schemuse." + name + ".binaries");
        if (set != null) {
            return Optional.of(Path.of(set));
        }
        Path below = Path.of("test-support", "target", name);
        for (Path here = Path.of("").toAbsolutePath(); here != null; here = here.getParent()) {
            if (Files.isDirectory(here.resolve(below))) {
                return Optional.of(here.resolve(below));
            }
        }
        return Optional.empty();
    }
}
