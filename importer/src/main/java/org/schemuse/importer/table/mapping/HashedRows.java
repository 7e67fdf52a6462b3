package org.schemuse.importer.table.mapping;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.file.RowReader;

/**
 * Rows in which passwords have become hashes. Because a hash takes long, rows are read ahead and hashed on every processor; they
 * come out in their order.
 */
final class HashedRows implements RowReader {
    private static final int ROWS_A_PROCESSOR = 4;

    private final RowReader rows;
    private final Map<Integer, Bcrypt> hashed;
    private final boolean formOnly;
    private final SecureRandom random = new SecureRandom();
    private final ExecutorService workers;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final List<FileRow> spare = new ArrayList<>();
    private final int ahead;
    private boolean ended;

    /** A row and the hashes that it waits for, by their fields. */
    private record Waiting(FileRow row, Map<Integer, Future<String>> hashes) {}

    /**
     * @param hashed how the passwords of a field are hashed
     * @param formOnly whether any text of the form will do
     */
    HashedRows(RowReader rows, Map<Integer, Bcrypt> hashed, boolean formOnly) {
        this.rows = rows;
        this.hashed = hashed;
        this.formOnly = formOnly;
        int processors = Runtime.getRuntime().availableProcessors();
        this.ahead = processors * ROWS_A_PROCESSOR;
        this.workers = Executors.newFixedThreadPool(processors, work -> {
            Thread thread = new Thread(work, "hash");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public List<String> fields() {
        return rows.fields();
    }

    @Override
    public boolean next(FileRow to) throws IOException {
        readAhead();
        Waiting first = waiting.poll();
        if (first == null) {
            return false;
        }
        copy(first, to);
        spare.add(first.row());
        return true;
    }

    private void readAhead() throws IOException {
        while (!ended && waiting.size() < ahead) {
            FileRow row = spare.isEmpty() ? new FileRow() : spare.remove(spare.size() - 1);
            ended = !rows.next(row);
            if (!ended) {
                waiting.add(new Waiting(row, row.problem() == null ? hashes(row) : Map.of()));
            }
        }
    }

    private Map<Integer, Future<String>> hashes(FileRow row) {
        Map<Integer, Future<String>> hashes = new HashMap<>();
        hashed.forEach((field, how) -> {
            String password = row.text(field);
            if (password != null) {
                hashes.put(
                        field,
                        formOnly
                                ? CompletableFuture.completedFuture(how.form(random))
                                : workers.submit(() -> how.hash(password)));
            }
        });
        return hashes;
    }

    private static void copy(Waiting from, FileRow to) {
        FileRow row = from.row();
        to.begin(row.number(), row.line());
        if (row.problem() != null) {
            to.refuse(row.problem());
            return;
        }
        for (int field = 0; field < row.width(); field++) {
            Future<String> hash = from.hashes().get(field);
            if (hash == null) {
                to.set(field, row.kind(field), row.text(field));
            } else {
                to.set(field, Kind.TEXT, resultOf(hash));
            }
        }
    }

    private static @Nullable String resultOf(Future<String> hash) {
        try {
            return hash.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while passwords were hashed", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be hashed", e.getCause());
        }
    }

    @Override
    public long bytesRead() {
        return rows.bytesRead();
    }

    @Override
    public List<String> notes() {
        return rows.notes();
    }

    @Override
    public void close() throws IOException {
        workers.shutdownNow();
        rows.close();
    }
}
