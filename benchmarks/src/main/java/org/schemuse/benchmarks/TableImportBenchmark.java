package org.schemuse.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.load.target.TargetSchema;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.importer.table.TableImportReport;
import org.schemuse.importer.table.TableImportRequest;
import org.schemuse.importer.table.TableImportService;
import org.schemuse.importer.table.file.TableFileOptions;

/** A file of rows into a table of a catalog, with all its keys, references, checks and triggers. */
final class TableImportBenchmark implements Benchmark {
    private static final int ROWS = 1_000_000;
    private static final int ROWS_BEFORE = 100_000;
    private static final String DATABASE = "bench_tables";
    private static final String TABLE = "triberspace.point_transactions";
    private static final String COLUMNS = "id, transaction_id, user_id, creator_id, amount, balance, type, source,"
            + " reference_type, reference_id, description, created_at";

    /** Of every hundredth row something is wrong, of each kind in turn. */
    private static final String ROWS_OF = """
            SELECT i AS id, md5((CASE WHEN bad = 3 THEN i - 1 ELSE i END)::text)::uuid AS transaction_id,
                CASE WHEN bad = 4 THEN 'nobody' ELSE 'u' || 1 + i * 7919 %% 50000 END AS user_id,
                1 + i * 104729 %% 5000 AS creator_id,
                CASE WHEN bad = 1 THEN 'many' ELSE ((CASE WHEN i %% 5 = 0 THEN -1 ELSE 1 END) * (1 + i %% 500))::text END AS amount,
                CASE WHEN bad = 2 THEN -1 ELSE i %% 10000 END AS balance,
                CASE WHEN i %% 5 = 0 THEN 'spend' ELSE (ARRAY['earn', 'purchase', 'refund', 'gift'])[1 + i %% 4] END AS type,
                (ARRAY['store', 'package_purchase', 'experience', 'admin'])[1 + i %% 4] AS source,
                CASE WHEN i %% 3 = 0 THEN 'order' END AS reference_type, CASE WHEN i %% 3 = 0 THEN i %% 1000 END AS reference_id,
                'movement number ' || i || ' of the points' AS description,
                CASE WHEN bad = 5 THEN '2024-02-30' ELSE (timestamptz '2024-01-01' + i * interval '13 seconds')::text END AS created_at
            FROM (SELECT g::bigint AS i, CASE WHEN %s AND g %% 100 = 0 THEN 1 + g / 100 %% 5 ELSE 0 END AS bad
                FROM generate_series(%d, %d) g) n
            """;

    @Override
    public String name() {
        return "tables";
    }

    @Override
    public String about() {
        return """
                1,000,000 rows of `triberspace.point_transactions`, a table with 6 indexes, 2 foreign keys, 6 checks and a trigger
                for each row, once each way, in one run. psql's `\\copy` and the import get the same file. An import judges every
                row, and takes its time from the opened file to the report; the start of the program is not in it.
                """;
    }

    @Override
    public Result run(Setting setting) throws Exception {
        Programs.major("psql").orElseThrow(() -> new IOException("psql is not in the PATH; install it"));
        DataSource database = setting.server().create(DATABASE);
        Schema.of(database, Catalog.named("triberspace").orElseThrow(), "triberspace").migrate(MigrationRequest.defaults());
        Schema.of(database, Catalog.importLedger(), "triberspace_imports").migrate(MigrationRequest.defaults());
        try (Handle handle = Jdbi.open(database)) {
            return new Run(setting, database, handle).measured();
        }
    }

    /** The files, and the ways that they go. */
    private record Run(Setting setting, DataSource database, Handle handle) {
        Result measured() throws Exception {
            fillReferences();
            Path csv = file("clean.csv", false, "(FORMAT csv, HEADER)");
            Path bad = file("bad.csv", true, "(FORMAT csv, HEADER)");
            Path json = file("clean.jsonl", false, "");
            Result result = new Result();
            Result.Table table = result.table("Into a table of a catalog", "way", "s", "÷ \\copy in place", "rows/s", "rejected");
            empty(0);
            double copy = copy(csv);
            table.row("\\copy into the empty table", copy, 1.0, ROWS / copy, 0);
            row(table, "import into the empty table", csv, 0, copy, false);
            row(table, "import into the empty table, 1 % bad rows", bad, 0, copy, false);
            row(table, "import into the empty table, JSON Lines", json, 0, copy, false);
            row(table, "import, dry run", csv, 0, copy, true);
            empty(ROWS_BEFORE);
            double open = copy(csv);
            result.note(String.format(Locale.ROOT, "\\copy into a table with %,d rows: %.1f s.", ROWS_BEFORE, open));
            row(table, "import into a table with rows, which stays open (÷ \\copy into the same)", csv, ROWS_BEFORE, open, false);
            return result;
        }

        private void fillReferences() {
            handle.execute("INSERT INTO triberspace.\"user\" (id, first_name, last_name, user_name, email)"
                    + " SELECT 'u' || i, 'f', 'l', 'n' || i, i || '@example.org' FROM generate_series(1, 50000) i");
            handle.execute("INSERT INTO triberspace.creators (id, user_id) SELECT i, 'u' || i FROM generate_series(1, 5000) i");
        }

        private Path file(String name, boolean bad, String form) throws IOException {
            Path file = setting.folder().resolve(name);
            String rows = String.format(ROWS_OF, bad, ROWS_BEFORE + 1, ROWS_BEFORE + ROWS).replace('\n', ' ');
            String query = form.isEmpty() ? "SELECT row_to_json(t) FROM (" + rows + ") t" : rows;
            psql("\\copy (" + query + ") TO '" + file + "' " + form);
            return file;
        }

        private void psql(String command) throws IOException {
            Programs.run(
                    setting.folder(),
                    Map.of(),
                    List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", setting.server().conninfo(DATABASE), "-c", command));
        }

        /** Empties the table but for so many rows. */
        private void empty(int rows) throws IOException {
            handle.execute("ALTER TABLE " + TABLE + " DISABLE TRIGGER USER");
            handle.execute("TRUNCATE " + TABLE + " CASCADE");
            handle.execute("TRUNCATE triberspace_imports.import_runs CASCADE");
            handle.execute("ALTER TABLE " + TABLE + " ENABLE TRIGGER USER");
            if (rows > 0) {
                handle.execute("INSERT INTO " + TABLE + " (" + COLUMNS
                        + ") SELECT id, transaction_id, user_id, creator_id, amount::integer, balance, type, source,"
                        + " reference_type, reference_id, description, created_at::timestamptz FROM ("
                        + String.format(ROWS_OF, false, 1, rows) + ") t");
            }
            handle.execute("VACUUM ANALYZE " + TABLE);
            setting.server().checkpoint();
        }

        private double copy(Path csv) throws IOException {
            Stopwatch watch = new Stopwatch();
            psql("\\copy " + TABLE + " (" + COLUMNS + ") FROM '" + csv + "' (FORMAT csv, HEADER)");
            return watch.seconds();
        }

        private void row(Result.Table table, String way, Path file, int rowsBefore, double peer, boolean dryRun)
                throws Exception {
            empty(rowsBefore);
            Stopwatch watch = new Stopwatch();
            TableImportReport report = imported(file, dryRun);
            double seconds = watch.seconds();
            if (report.read() != ROWS) {
                throw new IllegalStateException(way + " read " + report.read() + " rows");
            }
            table.row(way, seconds, seconds / peer, ROWS / seconds, report.rejected());
        }

        private TableImportReport imported(Path file, boolean dryRun) throws Exception {
            TableImportRequest request = TableImportRequest.into("point_transactions", "benchmark");
            try (DumpSource source = DumpSource.of(file.toString(), InputStream.nullInputStream())) {
                return new TableImportService(TargetSchema.withLedger(database, "triberspace"), ImportListener.SILENT)
                        .run(source, TableFileOptions.NONE, dryRun ? request.onlyJudging() : request);
            } finally {
                Files.deleteIfExists(setting.folder().resolve("bad.rejects.csv"));
            }
        }
    }
}
