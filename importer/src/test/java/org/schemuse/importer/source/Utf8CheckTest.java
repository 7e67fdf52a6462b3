package org.schemuse.importer.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8CheckTest {
    /** Bytes that matter to UTF-8, so that random ones are valid often enough. */
    private static final int[] PIECES = {
        0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xee, 0xef,
        0xf0, 0xf1, 0xf4, 0xf5, 0xff
    };

    private static final byte[] CONTINUATIONS = {
        (byte) 0x80, (byte) 0x8f, (byte) 0x90, (byte) 0x9f, (byte) 0xa0, (byte) 0xbf
    };

    @Test
    void agreesWithJavaOnRandomBytes() {
        Random random = new Random(20240229);
        int valid = 0;
        int cutShort = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(7)];
            for (int j = 0; j < bytes.length; j++) {
                int piece = PIECES[random.nextInt(PIECES.length)];
                bytes[j] = (byte) (random.nextInt(10) == 0 ? random.nextInt(256) : piece);
            }
            Utf8Check check = inPieces(bytes, random);
            boolean whole = isUtf8(bytes);

            assertThat(check.valid() && !check.cutShort()).isEqualTo(whole);
            assertThat(check.cutShort()).isEqualTo(!whole && canGoOn(bytes, 3));
            valid += check.valid() && bytes.length > 2 ? 1 : 0;
            cutShort += check.cutShort() ? 1 : 0;
        }
        assertThat(valid).isGreaterThan(50);
        assertThat(cutShort).isGreaterThan(50);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Whether up to so many more bytes make it UTF-8. */
    private static boolean canGoOn(byte[] bytes, int most) {
        for (byte next : CONTINUATIONS) {
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            longer[bytes.length] = next;
            if (isUtf8(longer) || (most > 1 && canGoOn(longer, most - 1))) {
                return true;
            }
        }
        return false;
    }

    private static Utf8Check inPieces(byte[] bytes, Random random) {
        Utf8Check check = new Utf8Check();
        int from = 0;
        while (from < bytes.length) {
            int to = from + 1 + random.nextInt(bytes.length - from);
            check.update(bytes, from, to);
            from = to;
        }
        return check;
    }

    @Test
    void theFirstWrongByteIsTold() {
        Utf8Check check = new Utf8Check();
        check.update("caf\u00e9 ".getBytes(StandardCharsets.UTF_8), 0, 6);
        assertThat(check.firstWrong()).isEqualTo(-1);
        assertThat(check.ascii()).isFalse();

        check.update(new byte[] {'x', (byte) 0xe9, '\n', (byte) 0xff}, 0, 4);

        assertThat(check.firstWrong()).isEqualTo(8);
    }
}
