package org.schemuse.importer;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;
import org.schemuse.importer.fixture.Worlds;

/**
 * Any bytes at all, beginning with every dump the tests have. A build runs these; {@code ./mvnw -Pfuzz -pl importer -am test}
 * goes on from there for ten minutes, led by what the parser has not done yet. What it finds belongs into the folder
 * {@code ParserFuzzTestInputs/anyBytesAreReadOrRefused} among the test resources.
 */
class ParserFuzzTest {
    @TempDir
    private static Path folder;

    static Stream<byte[]> dumps() throws IOException {
        return Worlds.everyDump().stream();
    }

    @FuzzTest(maxDuration = "10m")
    @MethodSource("dumps")
    void anyBytesAreReadOrRefused(byte[] bytes) throws IOException {
        if (bytes.length > 0) {
            TwoReadings.of(folder.resolve("fuzzed.mdb"), bytes, "these bytes");
        }
    }
}
