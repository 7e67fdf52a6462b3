package org.schemuse.cli.command;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.report.Failure;
import org.schemuse.importer.source.DumpSource;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** How a command reads a dump, whichever it is. */
abstract class DumpOptions {
    @Option(
            names = "--charset",
            paramLabel = "NAME",
            converter = CharsetReader.class,
            completionCandidates = Charsets.class,
            description = "The dump's charset. Default: UTF-8 if all of it is that, else ISO-8859-1.")
    private @Nullable Charset charset;

    @Option(names = "--strict", description = "Take no dump that has an error in it.")
    private boolean strict;

    @Option(names = "--accept-truncated", description = "Take a dump that breaks off, as far as it goes.")
    private boolean acceptTruncated;

    /** The charsets of most dumps, for completion. */
    static final class Charsets implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("UTF-8", "ISO-8859-1", "windows-1252").iterator();
        }
    }

    /** As it was given; {@code null} if none was. */
    abstract @Nullable String dump();

    DumpSource open() throws IOException {
        String dump = dump();
        if (dump == null) {
            throw Failure.usage("Missing required parameter: 'DUMP'");
        }
        return DumpSource.of(dump, System.in);
    }

    @Nullable
    Charset charset() {
        return charset;
    }

    boolean strict() {
        return strict;
    }

    boolean acceptTruncated() {
        return acceptTruncated;
    }

    /** Names of charsets this Java knows and a flatfile can be in. */
    static final class CharsetReader implements ITypeConverter<Charset> {
        @Override
        public Charset convert(String name) {
            try {
                return holdingAscii(Charset.forName(name));
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                throw new Failure(
                        org.schemuse.cli.report.ExitCode.USAGE,
                        "There is no charset \"" + name + "\"; expected UTF-8, ISO-8859-1, windows-1252 or the like.",
                        e);
            }
        }

        /** What marks the parts of a flatfile is ASCII. */
        private static Charset holdingAscii(Charset charset) {
            byte[] ascii = new byte[0x80];
            for (int i = 0; i < ascii.length; i++) {
                ascii[i] = (byte) i;
            }
            if (!new String(ascii, charset).equals(new String(ascii, StandardCharsets.US_ASCII))) {
                throw Failure.usage(
                        "A dump cannot be in " + charset.name()
                                + ", which does not hold ASCII as it is; expected UTF-8, ISO-8859-1, windows-1252 or the like.");
            }
            return charset;
        }
    }
}
