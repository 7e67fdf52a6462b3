package org.schemuse.importer.source;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.schemuse.importer.finding.UnusableDumpException;

/** How a file is compressed. Its first bytes tell, whatever its name says. */
public enum Compression {
    /** Not at all. */
    NONE(""),
    GZIP("\u001f\u008b"),
    BZIP2("BZh"),
    ZSTD("(\u00b5/\u00fd");

    private static final Pattern SUFFIX = Pattern.compile("\\.(gz|gzip|bz2|zst)$", Pattern.CASE_INSENSITIVE);

    private static final int BUFFER = 1 << 16;

    private final String magic;

    Compression(String magic) {
        this.magic = magic;
    }

    /** What the next bytes of a stream that can be reset begin. */
    public static Compression of(BufferedInputStream in) throws IOException {
        in.mark(4);
        byte[] begin = in.readNBytes(4);
        in.reset();
        String text = new String(begin, StandardCharsets.ISO_8859_1);
        for (Compression compression : values()) {
            if (compression != NONE && text.startsWith(compression.magic)) {
                return compression;
            }
        }
        return NONE;
    }

    /** The bytes of a file, decompressed. Data that is cut short or damaged is an {@link UnusableDumpException}. */
    public static InputStream open(InputStream stored) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(stored, BUFFER);
        Compression compression = of(buffered);
        return compression == NONE ? buffered : new Decompressed(buffered, compression);
    }

    private InputStream decompressed(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case GZIP ->
                GzipCompressorInputStream.builder()
                        .setInputStream(in)
                        .setDecompressConcatenated(true)
                        .get();
            case BZIP2 -> new BZip2CompressorInputStream(in, true);
            case ZSTD -> new ZstdInputStream(in);
        };
    }

    /** The name of a file without what names it as compressed: {@code users.csv} of {@code users.csv.gz}. */
    public static String plainName(String name) {
        return SUFFIX.matcher(name).replaceFirst("");
    }

    /** As messages name it. */
    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Says of a failure that the compressed data is to blame. */
    private static final class Decompressed extends FilterInputStream {
        private final Compression compression;

        Decompressed(InputStream stored, Compression compression) throws IOException {
            super(stored);
            this.compression = compression;
            try {
                in = compression.decompressed(stored);
            } catch (IOException e) {
                throw damaged(e);
            }
        }

        private UnusableDumpException damaged(Exception e) {
            return new UnusableDumpException(
                    "the " + compression.label() + " data is truncated or damaged (" + e.getMessage()
                            + "); get a new copy of the file",
                    e);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (IOException | MalformedInputException e) {
                throw damaged(e);
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
