package org.schemuse.importer.table.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The character U+FEFF at the beginning of a text, which shows its charset. */
final class ByteOrderMark {
    static final char CHARACTER = '\ufeff';

    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    private ByteOrderMark() {}

    /** The charset whose mark bytes begin with. */
    static Optional<Charset> charset(byte[] begin) {
        return CHARSETS.stream()
                .filter(charset -> begin.length >= length(charset)
                        && Arrays.equals(bytes(charset), Arrays.copyOf(begin, length(charset))))
                .findFirst();
    }

    /** The mark in a charset. */
    static byte[] bytes(Charset charset) {
        return String.valueOf(CHARACTER).getBytes(charset);
    }

    static int length(Charset charset) {
        return bytes(charset).length;
    }
}
