package org.schemuse.importer.mud.update;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Any number of changes in a temporary file. Only its owner may read the file, and it has no name, so that nothing is left of
 * it when the process ends, for any reason. The list can be iterated as often as needed until it is closed.
 */
public final class ChangeList implements Iterable<RowChange>, Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BUFFER = 1 << 16;

    private final @Nullable FileChannel file;
    private final @Nullable OutputStream out;
    private long size;

    private ChangeList(@Nullable FileChannel file) {
        this.file = file;
        this.out = file == null ? null : new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
    }

    /** Creates an empty list. */
    public static ChangeList create() {
        try {
            Path path = Files.createTempFile("schemuse-changes-", ".jsonl");
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            Files.deleteIfExists(path);
            return new ChangeList(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the list of changes in a temporary file", e);
        }
    }

    /** A list that is always empty. */
    public static ChangeList empty() {
        return new ChangeList(null);
    }

    /** Adds one change at the end. */
    public void add(RowChange change) {
        try {
            OutputStream to = Objects.requireNonNull(out);
            to.write(JSON.writeValueAsBytes(change));
            to.write('\n');
            size++;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a change is text and numbers", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the list of changes to a temporary file", e);
        }
    }

    /** How many changes there are. */
    public long size() {
        return size;
    }

    @Override
    public Iterator<RowChange> iterator() {
        if (size == 0) {
            return java.util.Collections.emptyIterator();
        }
        try {
            Objects.requireNonNull(out).flush();
            ObjectReader reader = JSON.readerFor(RowChange.class);
            MappingIterator<RowChange> changes = reader.readValues(new FromBeginning());
            return changes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the list of changes from its temporary file", e);
        }
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the list of changes", e);
        }
    }

    /** The file from its beginning, whatever else reads or writes it. */
    private final class FromBeginning extends InputStream {
        private long position;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = Objects.requireNonNull(file).read(ByteBuffer.wrap(buffer, offset, length), position);
            position += Math.max(0, read);
            return read;
        }
    }
}
