package org.schemuse.importer.load.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.target.AuditTrail;

/** What the database remembers of runs: the runs, their findings and their finished batches. */
public final class ImportLedger {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Handle handle;

    /** The ledger as a connection sees it, within whose transactions everything is written. */
    public ImportLedger(Handle handle) {
        this.handle = handle;
    }

    /** What is written down when a run begins. */
    public record Beginning(
            UUID id,
            int number,
            String source,
            @Nullable String sourcePath,
            String sha256,
            long bytes,
            String dialect,
            String layout,
            String charset,
            Object options,
            String toolVersion) {}

    /** As {@link #begin(Beginning)}, of a run that began before the caller's transaction. */
    public void begin(Beginning run, Instant startedAt) {
        begin(run);
        handle.createUpdate("UPDATE import_runs SET started_at = :at::timestamptz WHERE id = :run")
                .bind("at", startedAt.toString())
                .bind("run", run.id())
                .execute();
    }

    /** Records a run that begins now. */
    public void begin(Beginning run) {
        handle.createUpdate("""
                        INSERT INTO import_runs
                            (id, number, source, source_path, sha256, bytes, dialect, layout, charset, options, tool_version, state)
                        VALUES (:id, :number, :source, :sourcePath, :sha256, :bytes, :dialect, :layout, :charset, :options::jsonb,
                            :toolVersion, 'running')
                        """)
                .bindMethods(run)
                .bind("options", json(run.options()))
                .execute();
    }

    /** A run of the same input, options and version that was killed, so that it can be continued. */
    public Optional<UUID> interrupted(Beginning run) {
        return handle.createQuery("""
                        SELECT id FROM import_runs
                        WHERE state = 'running' AND sha256 = :sha256 AND options = :options::jsonb
                            AND charset = :charset AND layout = :layout AND tool_version = :toolVersion
                        """)
                .bindMethods(run)
                .bind("options", json(run.options()))
                .mapTo(UUID.class)
                .findFirst();
    }

    /** Whether a run is neither finished nor given up. */
    public boolean unfinished(UUID run) {
        return handle.createQuery("SELECT EXISTS (SELECT FROM import_runs WHERE id = :run AND state = 'running')")
                .bind("run", run)
                .mapTo(Boolean.class)
                .one();
    }

    /** When a run began, which stands in rows whose date the input does not know. */
    public Instant startedAt(UUID run) {
        return handle.createQuery("SELECT started_at FROM import_runs WHERE id = :run")
                .bind("run", run)
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant();
    }

    /** The numbers of the batches of a run that are in the database. */
    public Set<Integer> finishedBatches(UUID run) {
        return handle.createQuery("SELECT number FROM import_batches WHERE run_id = :run")
                .bind("run", run)
                .mapTo(Integer.class)
                .set();
    }

    /** How many rows the finished batches of a run have. */
    public long rowsOfBatches(UUID run) {
        return handle.createQuery(
                        "SELECT coalesce(sum(row_count), 0)::bigint FROM import_batches WHERE run_id = :run AND number >= 0")
                .bind("run", run)
                .mapTo(Long.class)
                .one();
    }

    /** Deletes the checkpoint; belongs into the transaction that deletes the rows. */
    public void forgetBatches(UUID run) {
        handle.createUpdate("DELETE FROM import_batches WHERE run_id = :run")
                .bind("run", run)
                .execute();
    }

    /**
     * Records the caller's transaction as one that writes rows of a run.
     *
     * @param number of it among those of the run; below 0 where it is no batch of the input
     */
    public void markTransaction(UUID run, int number, long rows) {
        handle.createUpdate("INSERT INTO import_batches (run_id, number, first_record, last_record, row_count,"
                        + " transaction_id) VALUES (:run, :number, 0, 0, :rows, pg_current_xact_id()::text::bigint)")
                .bind("run", run)
                .bind("number", number)
                .bind("rows", rows)
                .execute();
    }

    /** Forgets the transactions that wrote rows of a run; belongs into the transaction that deletes the rows. */
    public void forgetWrites(UUID run) {
        handle.createUpdate("DELETE FROM import_batches WHERE run_id = :run AND number < 0")
                .bind("run", run)
                .execute();
    }

    /** Records the digest of a run's input, which was not known when it began. */
    public void identify(UUID run, String sha256) {
        handle.createUpdate("UPDATE import_runs SET sha256 = :sha256 WHERE id = :run")
                .bind("sha256", sha256)
                .bind("run", run)
                .execute();
    }

    private static @Nullable String withoutZeros(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\ufffd');
    }

    /** A run is over, and with it goes the one event that the audit trail has of it. */
    public void finish(UUID run, Object counts, Object timings, AuditTrail trail) {
        handle.createUpdate("""
                        UPDATE import_runs SET state = 'finished', counts = :counts::jsonb, timings = :timings::jsonb,
                            finished_at = clock_timestamp()
                        WHERE id = :run AND state IN (<before>)
                        """)
                .define("before", RunState.FINISHED.before())
                .bind("run", run)
                .bind("counts", json(counts))
                .bind("timings", json(timings))
                .execute();
        trail.finished(handle, run);
    }

    /** The findings came with batches, and those are gone. */
    public void forgetFindings(UUID run) {
        handle.createUpdate("DELETE FROM import_findings WHERE run_id = :run")
                .bind("run", run)
                .execute();
    }

    /** Rows that an update wrote down are of no use when the rows are gone, and some of them hold passwords. */
    public void forgetRows(UUID run) {
        handle.createUpdate("DELETE FROM import_changes WHERE run_id = :run")
                .bind("run", run)
                .execute();
    }

    /** The same of one table. */
    public void forgetRows(UUID run, String table) {
        handle.createUpdate("DELETE FROM import_changes WHERE run_id = :run AND table_name = :table")
                .bind("run", run)
                .bind("table", table)
                .execute();
    }

    /**
     * Of an update that was undone the next one wants to know which rows it touched, but no secret.
     *
     * @param columns those of the table that are secret
     */
    public void forgetSecrets(UUID run, String table, Collection<String> columns) {
        for (String column : columns) {
            handle.createUpdate("UPDATE import_changes SET old_data = old_data - :column"
                            + " WHERE run_id = :run AND table_name = :table AND old_data ->> :column IS NOT NULL")
                    .bind("run", run)
                    .bind("table", table)
                    .bind("column", column)
                    .execute();
        }
    }

    /** A run is undone, which is an event too. */
    public void undo(UUID run, AuditTrail trail) {
        String before = handle.createQuery("SELECT to_jsonb(r)::text FROM import_runs r WHERE id = :run")
                .bind("run", run)
                .mapTo(String.class)
                .one();
        handle.createUpdate("UPDATE import_runs SET state = 'undone', finished_at = clock_timestamp()"
                        + " WHERE id = :run AND state IN (<before>)")
                .define("before", RunState.UNDONE.before())
                .bind("run", run)
                .execute();
        trail.undone(handle, run, before);
    }

    /** What the caller of a run recorded under a name in its counts, as JSON. */
    public String counted(UUID run, String name) {
        return handle.createQuery("SELECT counts ->> :name FROM import_runs WHERE id = :run")
                .bind("run", run)
                .bind("name", name)
                .mapTo(String.class)
                .one();
    }

    /** A finding as the database has it; {@code line} and {@code offset} are null for one about the whole file. */
    public record StoredFinding(
            String code,
            @Nullable Long line,
            @Nullable Long offset,
            @Nullable String subject,
            String done) {}

    /** The findings of a run, in their order. */
    public List<StoredFinding> findings(UUID run) {
        return handle.createQuery(
                        "SELECT code, line, byte_offset, subject, done FROM import_findings WHERE run_id = :run ORDER BY number")
                .bind("run", run)
                .map((rs, context) -> new StoredFinding(
                        rs.getString("code"),
                        rs.getObject("line", Long.class),
                        rs.getObject("byte_offset", Long.class),
                        rs.getString("subject"),
                        rs.getString("done")))
                .list();
    }

    /** How many rows a finished run brought, by table; those of an update stand for all rows that are there. */
    public Map<String, Long> rows(UUID run, List<String> tables) {
        return handle.createQuery("SELECT key, value::bigint FROM import_runs, jsonb_each_text(counts -> 'tables')"
                        + " WHERE id = :run AND key IN (<tables>)")
                .bind("run", run)
                .bindList("tables", tables)
                .setMapKeyColumn("key")
                .setMapValueColumn("value")
                .collectInto(new GenericType<Map<String, Long>>() {});
    }

    /** A run is over without success; one that finished, though its end was not heard of, stays finished. */
    public void fail(UUID run, @Nullable String error) {
        handle.createUpdate("""
                        UPDATE import_runs SET state = 'failed', error = :error, finished_at = clock_timestamp()
                        WHERE id = :run AND state IN (<before>)
                        """)
                .define("before", RunState.FAILED.before())
                .bind("run", run)
                .bind("error", withoutZeros(error))
                .execute();
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("counts and options are plain maps", e);
        }
    }
}
