package org.schemuse.cli.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.file.OutputFile;

/**
 * Where a command writes. Results go to standard output: text for people, or with {@code --json} exactly one
 * document for scripts. Notes, warnings and progress go to standard error. Both are UTF-8 whatever the locale.
 */
public final class Output {
    private final OutputStream out;
    private final PrintStream err;
    private final boolean json;
    private final boolean quiet;
    private @Nullable ProgressLine progress;
    private @Nullable Failure unwritten;

    public Output(Streams streams, boolean json, boolean quiet) {
        this.out = streams.out();
        this.err = streams.err();
        this.json = json;
        this.quiet = quiet;
    }

    /** The one result of a command: {@code document} as JSON, or else {@code text}, which needs no line end of its own. */
    public void result(Object document, Supplier<String> text) {
        if (json) {
            write(stream -> Json.write(stream, document));
        } else {
            write(line(Terminal.printable(text.get())));
        }
    }

    /** A result that is JSON whatever the options say, such as SARIF. */
    public void document(Object document) {
        write(Json.bytes(document));
    }

    /** A result that comes with another one, which JSON has below {@code key}. */
    public void result(Object document, String key, Object further, Supplier<String> text) {
        write(json ? Json.bytes(document, key, further) : line(Terminal.printable(text.get())));
    }

    /** The same document as JSON in a file; {@code null} for none. */
    public void save(Object document, @Nullable Path file) {
        if (file != null) {
            try {
                new OutputFile(file).write(out -> {
                    BufferedOutputStream stream = new BufferedOutputStream(out);
                    Json.write(stream, document);
                    stream.flush();
                    return file;
                });
            } catch (IOException e) {
                throw new Failure(
                        ExitCode.OUTPUT,
                        "Cannot write the report to " + file + ": " + Failure.reason(e) + ". The work itself is done.",
                        e);
            }
        }
    }

    /** Refuses a file for {@link #save} that cannot be written, before long work is done for it; {@code null} is none. */
    public static void requireWritable(@Nullable Path file) {
        if (file != null) {
            Path folder = file.toAbsolutePath().getParent();
            boolean writable = Files.exists(file)
                    ? !Files.isDirectory(file) && Files.isWritable(file)
                    : folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
            if (!writable) {
                throw Failure.usage("Cannot write a report to " + file
                        + ": expected a file, or a new name in a folder that is there and may be written to.");
            }
        }
    }

    /** Text that is the result itself whatever the options say, such as a completion script. */
    public void raw(String text) {
        write(line(text));
    }

    /** Information while work continues; not printed with {@code --quiet} and {@code --json}. */
    public void note(String line) {
        if (!quiet && !json) {
            say(line);
        }
    }

    /** A warning; always printed. */
    public void warn(String line) {
        say("schemuse: warning: " + line);
    }

    /** Prints a line below the progress line, if there is one. */
    private synchronized void say(String line) {
        if (progress != null) {
            progress.close();
        }
        err.println(Terminal.printable(line));
    }

    /** A progress line that shows itself only to a person: standard error is a terminal, no --quiet, no --json. */
    public synchronized ProgressLine progress() {
        progress = new ProgressLine(err, !quiet && !json && Terminal.isWatched());
        return progress;
    }

    /** A result that is bytes, such as a dump; {@code writing} gets standard output. */
    public void bytes(OutputFile.Writing<?> writing) throws IOException {
        writing.to(new Standard());
    }

    private static byte[] line(String text) {
        return (text.endsWith("\n") ? text : text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void write(byte[] bytes) {
        write(stream -> stream.write(bytes));
    }

    /** Writes a result, of any size, to a stream. */
    @FunctionalInterface
    private interface Writing {
        void to(OutputStream stream) throws IOException;
    }

    private void write(Writing result) {
        try {
            result.to(out);
            out.flush();
        } catch (IOException e) {
            if (!readerWentAway(e)) {
                throw new Failure(
                        ExitCode.OUTPUT,
                        "Cannot write the result to standard output: " + e.getMessage() + ". The work itself is done.",
                        e);
            }
        }
    }

    /** Standard output for text that a library writes, such as help. {@link #unwritten} returns its failure. */
    public PrintWriter writer() {
        OutputStream remembering = new Standard() {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                try {
                    super.write(bytes, offset, length);
                } catch (Failure e) {
                    unwritten = e;
                }
            }
        };
        return new PrintWriter(remembering, true, StandardCharsets.UTF_8);
    }

    /** Why something that was printed to the {@link #writer} could not be written; empty if all was. */
    public Optional<Failure> unwritten() {
        return Optional.ofNullable(unwritten);
    }

    /** Standard output, whose failures are reported like those of every result. */
    private class Standard extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            Output.this.write(stream -> stream.write(bytes, offset, length));
        }
    }

    /** {@code schemuse history | head}: the reader has read enough, which is no failure of ours. */
    private static boolean readerWentAway(IOException e) {
        return "Broken pipe".equals(e.getMessage());
    }
}
