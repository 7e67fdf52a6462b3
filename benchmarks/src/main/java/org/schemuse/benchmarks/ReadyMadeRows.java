package org.schemuse.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows of an imported world in files, and the ways of psql to load them. */
final class ReadyMadeRows {
    private final Setting setting;
    private final List<String> tables;

    /** Takes a backup of a database that holds an imported world. */
    ReadyMadeRows(Setting setting, String database) throws IOException {
        this.setting = setting;
        this.tables = List.of(psql(
                        database,
                        "-c",
                        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = '" + GeneratedWorld.SCHEMA
                                + "'::regnamespace AND pg_relation_size(oid) > 0 ORDER BY relname")
                .strip()
                .split("\n", -1));
        dump(database, "backup.sql");
    }

    /** Takes the tables, the keys and the rows apart too, in files of their own. */
    void takeApart(String database) throws IOException {
        dump(database, "tables.sql", "--section=pre-data");
        dump(database, "keys.sql", "--section=post-data");
        psql(database, tables.stream().map(table -> copy(table, "TO")).toList());
    }

    private void dump(String database, String file, String... options) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("pg_dump", "-d", setting.server().conninfo(database)));
        command.addAll(List.of("-n", GeneratedWorld.SCHEMA, "--no-owner", "--no-privileges", "-f", file));
        command.addAll(List.of(options));
        Programs.run(setting.folder(), Map.of(), command);
    }

    List<String> tables() {
        return tables;
    }

    Path csv(String table) {
        return setting.folder().resolve(table + ".csv");
    }

    /** The floor: psql restores a backup of the world in one transaction, as the script of the same name does. */
    double restore(String database) throws IOException {
        setting.server().create(database);
        setting.server().checkpoint();
        Stopwatch watch = new Stopwatch();
        psql(database, "--single-transaction", "-f", "backup.sql");
        return watch.seconds();
    }

    /** A fresh database with the tables, bare. */
    void makeTables(String database) throws IOException {
        setting.server().create(database);
        psql(database, "--single-transaction", "-f", "tables.sql");
        setting.server().checkpoint();
    }

    /** Seconds to make keys, indexes, foreign keys, triggers and policies. */
    double makeKeys(String database) throws IOException {
        Stopwatch watch = new Stopwatch();
        psql(database, "--single-transaction", "-f", "keys.sql");
        return watch.seconds();
    }

    /** Loads the CSV files with {@code \copy}. */
    void copy(String database) throws IOException {
        psql(database, tables.stream().map(table -> copy(table, "FROM")).toList());
    }

    private String copy(String table, String direction) {
        return "\\copy " + GeneratedWorld.SCHEMA + "." + table + " " + direction + " '" + csv(table)
                + "' WITH (FORMAT csv)";
    }

    private void psql(String database, List<String> commands) throws IOException {
        List<String> options = new ArrayList<>();
        commands.forEach(command -> options.addAll(List.of("-c", command)));
        psql(database, options.toArray(String[]::new));
    }

    private String psql(String database, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("psql", "-XqAt", "-v", "ON_ERROR_STOP=1"));
        command.addAll(List.of("-d", setting.server().conninfo(database)));
        command.addAll(List.of(options));
        return Programs.run(setting.folder(), Map.of(), command);
    }
}
