package org.schemuse.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Others' ways to bring the same ready-made rows into the same bare tables. */
final class ImportPeers {
    private static final int ROWS_A_BATCH = 1000;

    private final Setting setting;
    private final ReadyMadeRows rows;

    ImportPeers(Setting setting, ReadyMadeRows rows) {
        this.setting = setting;
        this.rows = rows;
    }

    /** pgloader, with its own threads and its defaults. */
    void pgloader(String database) throws IOException {
        Path commands = setting.folder().resolve("pgloader.load");
        StringBuilder text = new StringBuilder();
        for (String table : rows.tables()) {
            text.append("LOAD CSV FROM '")
                    .append(rows.csv(table))
                    .append("'\n INTO postgresql://")
                    .append(setting.server().user() + "@" + setting.server().host() + ":"
                            + setting.server().port())
                    .append('/' + database + "\n TARGET TABLE " + GeneratedWorld.SCHEMA + '.' + table)
                    .append("\n WITH on error stop, fields optionally enclosed by '\"', fields escaped by double-quote,"
                            + " fields terminated by ',';\n\n");
        }
        Files.writeString(commands, text);
        String said = Programs.run(setting.folder(), Map.of(), List.of("pgloader", commands.toString()));
        if (said.contains("ERROR")) {
            throw new IOException("pgloader: "
                    + said.lines().filter(l -> l.contains("ERROR")).findFirst().orElse(said));
        }
    }

    /** JDBI's PreparedBatch over a driver that rewrites batches into inserts of many rows; one transaction a table. */
    void preparedBatches(String database) throws IOException {
        String url = setting.server().jdbcUrl(database) + "?reWriteBatchedInserts=true&stringtype=unspecified&user="
                + setting.server().user();
        try (Handle handle = Jdbi.open(url)) {
            for (String table : rows.tables()) {
                handle.begin();
                insert(handle, table);
                handle.commit();
            }
        }
    }

    private void insert(Handle handle, String table) throws IOException {
        CSVFormat format =
                CSVFormat.POSTGRESQL_CSV.builder().setRecordSeparator('\n').get();
        try (CSVParser records = CSVParser.parse(rows.csv(table), StandardCharsets.UTF_8, format)) {
            PreparedBatch batch = null;
            for (CSVRecord row : records) {
                if (batch == null) {
                    String places = String.join(", ", Collections.nCopies(row.size(), "?"));
                    batch = handle.prepareBatch(
                            "INSERT INTO " + GeneratedWorld.SCHEMA + '.' + table + " VALUES (" + places + ")");
                }
                for (int i = 0; i < row.size(); i++) {
                    batch.bind(i, row.get(i));
                }
                batch.add();
                if (batch.size() == ROWS_A_BATCH) {
                    batch.execute();
                }
            }
            if (batch != null) {
                batch.execute();
                batch.close();
            }
        }
    }
}
