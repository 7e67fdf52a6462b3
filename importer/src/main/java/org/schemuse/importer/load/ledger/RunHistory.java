package org.schemuse.importer.load.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.postgres.ImportLedgerTables;
import org.schemuse.postgres.Quoting;

/** The imports into a schema, and how people name one of them. */
public final class RunHistory {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is longer is the beginning of an id that happens to have no letter in it. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,4}");

    /** A catalog that is older than this program has neither number nor source_path. */
    private static final String RUNS = """
            SELECT coalesce((to_jsonb(r) ->> 'number')::int, row_number() OVER (ORDER BY started_at, id)::int) AS number,
                   id, source, to_jsonb(r) ->> 'source_path' AS source_path, sha256, bytes, dialect, layout, charset,
                   tool_version, state, error, options::text AS options,
                   coalesce((counts ->> 'objects')::bigint, 0) AS objects,
                   coalesce((counts ->> 'rows')::bigint, 0) AS rows,
                   coalesce((counts ->> 'continuedBatches')::int, 0) AS continued,
                   (counts ->> 'updates')::uuid AS updates,
                   coalesce((counts ->> 'earlierUpdateCount')::int, 0) AS earlier_updates,
                   (SELECT count(*) FROM import_findings p WHERE p.run_id = r.id) AS findings,
                   extract(epoch FROM finished_at - started_at)::float8
                       + coalesce((timings ->> 'read')::float8, 0) AS seconds,
                   started_at, finished_at
            FROM import_runs r
            """;

    private final String schema;
    private final List<ImportRun> runs;

    private RunHistory(String schema, List<ImportRun> runs) {
        this.schema = schema;
        this.runs = runs;
    }

    /** Reads what the database remembers. */
    public static RunHistory read(Handle handle, String schema) {
        String listed = "WITH runs AS (" + RUNS + ") SELECT r.*, u.number AS updated FROM runs r"
                + " LEFT JOIN runs u ON u.id = r.updates ORDER BY r.started_at DESC, r.id";
        return new RunHistory(
                schema, handle.createQuery(listed).map((rs, context) -> run(rs)).list());
    }

    /** Whether a schema has a ledger. */
    public static boolean installed(TargetSchema schema) {
        try (Handle handle = schema.open()) {
            return handle.createQuery("SELECT to_regclass(:ledger) IS NOT NULL")
                    .bind("ledger", Quoting.qualified(schema.ledger(), ImportLedgerTables.RUNS))
                    .mapTo(Boolean.class)
                    .one();
        }
    }

    /** What the ledger of a schema has; no runs where there is none. */
    public static RunHistory of(TargetSchema schema) {
        if (!installed(schema)) {
            return none(schema.name());
        }
        try (Handle handle = schema.open()) {
            return read(handle, schema.name());
        }
    }

    /** Of a schema where nothing can have been imported. */
    public static RunHistory none(String schema) {
        return new RunHistory(schema, List.of());
    }

    /** The latest first. */
    public List<ImportRun> runs() {
        return runs;
    }

    /** Those whose input was a dump, the latest first. */
    public List<ImportRun> dumps() {
        return runs.stream().filter(run -> !run.ofRows()).toList();
    }

    /**
     * The run that is meant.
     *
     * @param name a number as {@code imports} shows it, or the beginning of an id that no other begins with
     * @throws RunRefusedException if it means none, or more than one
     */
    public ImportRun named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        List<ImportRun> found = runs.stream()
                .filter(
                        NUMBER.matcher(wanted).matches()
                                ? run -> Integer.toString(run.number()).equals(wanted)
                                : run ->
                                        !wanted.isEmpty() && run.id().toString().startsWith(wanted))
                .toList();
        if (found.isEmpty()) {
            throw new RunRefusedException("schema \"" + schema + "\" has no import \"" + name
                    + "\"; expected a number or the beginning of an id that schemuse imports lists");
        }
        if (found.size() > 1) {
            throw new RunRefusedException(
                    "schema \"" + schema + "\" has " + found.size() + " imports whose id begins with \"" + name
                            + "\"; write more of it, or the number that schemuse imports shows");
        }
        return found.get(0);
    }

    private static ImportRun run(ResultSet row) throws SQLException {
        ImportRun.@Nullable Speed speed = null;
        double seconds = row.getDouble("seconds");
        boolean atOneGo = row.getString("state").equals("finished") && row.getInt("continued") == 0;
        if (atOneGo && seconds > 0) {
            speed = new ImportRun.Speed(
                    Duration.ofMillis(Math.round(seconds * 1e3)),
                    row.getLong("objects") / seconds,
                    row.getLong("bytes") / 1e6 / seconds);
        }
        return new ImportRun(
                row.getInt("number"),
                row.getObject("id", UUID.class),
                row.getString("source"),
                row.getString("source_path"),
                row.getString("sha256"),
                row.getLong("bytes"),
                row.getString("dialect"),
                row.getString("layout"),
                row.getString("charset"),
                row.getString("tool_version"),
                RunState.of(row.getString("state")),
                row.getString("error"),
                row.getLong("objects"),
                row.getLong("rows"),
                row.getLong("findings"),
                row.getInt("continued"),
                row.getObject("updated", Integer.class),
                row.getInt("earlier_updates"),
                speed,
                options(row.getString("options")),
                Objects.requireNonNull(instant(row, "started_at")),
                instant(row, "finished_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Map<String, Object> options(String json) {
        try {
            return JSON.readValue(json, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("import_runs.options holds no object that this version wrote: " + json, e);
        }
    }
}
