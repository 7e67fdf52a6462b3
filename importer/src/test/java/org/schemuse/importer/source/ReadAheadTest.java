package org.schemuse.importer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadAheadTest {
    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    /** Fails, with what is given, behind some bytes. */
    private static InputStream failing(byte[] before, Throwable failure) {
        return new SequenceInputStream(new ByteArrayInputStream(before), new InputStream() {
            @Override
            public int read() throws IOException {
                return read(new byte[1], 0, 1);
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (failure instanceof IOException e) {
                    throw e;
                }
                throw (Error) failure;
            }
        });
    }

    @Test
    void givesTheBytesAndCountsThem() throws IOException {
        byte[] dump = bytes(5_000_001);
        ContentDigest digest = new ContentDigest();
        try (InputStream ahead = ReadAhead.of(new ByteArrayInputStream(dump), digest)) {
            assertThat(ahead.read()).isEqualTo(dump[0] & 0xff);
            assertThat(ahead.readAllBytes()).hasSize(dump.length - 1).endsWith(dump[dump.length - 1]);
            assertThat(ahead.read()).isEqualTo(-1);
        }
        ContentDigest whole = new ContentDigest();
        whole.see(dump, 0, dump.length);
        assertThat(digest.bytes()).isEqualTo(dump.length);
        assertThat(digest.sha256Hex()).isEqualTo(whole.sha256Hex());
    }

    @Test
    void aFailureComesBehindTheBytesBeforeIt() throws IOException {
        for (Throwable failure : new Throwable[] {new IOException("disk"), new OutOfMemoryError("heap")}) {
            try (InputStream ahead = ReadAhead.of(failing(bytes(1000), failure), new ContentDigest())) {
                assertThat(ahead.readNBytes(1000)).isEqualTo(bytes(1000));
                assertThatThrownBy(ahead::read).isSameAs(failure);
            }
        }
    }

    @Test
    void canBeClosedAnywhere() throws IOException {
        try (InputStream ahead = ReadAhead.of(new ByteArrayInputStream(bytes(10_000_000)), new ContentDigest())) {
            assertThat(ahead.read()).isNotNegative();
        }
    }
}
