package org.schemuse.importer.table.judge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table with every kind of constraint, rows that fit into it, and what can be made wrong with one. */
final class OddRows {
    /** Those that a file fills. */
    static final List<String> COLUMNS = List.of(
            "id",
            "from",
            "a\"b",
            "kind",
            "price",
            "code",
            "mac",
            "email",
            "tenant",
            "slug",
            "nick",
            "owner",
            "owner_tenant",
            "country",
            "room",
            "during",
            "ratio",
            "rank",
            "later",
            "deep");

    /** What makes the tables, in a schema of an odd name. */
    static final String[] TABLES = {
        "CREATE EXTENSION citext SCHEMA public",
        "CREATE EXTENSION btree_gist SCHEMA public",
        "CREATE SCHEMA \"odd schema\"",
        "SET search_path TO \"odd schema\"",
        "CREATE DOMAIN positive AS numeric(8, 2) CONSTRAINT above_zero CHECK (VALUE > 0)",
        "CREATE DOMAIN price AS positive NOT NULL CONSTRAINT cheap CHECK (VALUE < 1000)",
        "CREATE TABLE \"user\" (id text, tenant int, PRIMARY KEY (id, tenant))",
        "INSERT INTO \"user\" SELECT 'u' || i, i FROM generate_series(1, 9) i",
        "CREATE TABLE countries (id bigint PRIMARY KEY) PARTITION BY RANGE (id)",
        "CREATE TABLE countries_1 PARTITION OF countries FOR VALUES FROM (0) TO (5)",
        "CREATE TABLE countries_2 PARTITION OF countries FOR VALUES FROM (5) TO (100)",
        "INSERT INTO countries SELECT generate_series(1, 20)",
        "CREATE TABLE \"Odd Table\" (id int PRIMARY KEY, \"from\" varchar(20) NOT NULL,"
                + " \"a\"\"b\" numeric(8, 2) CONSTRAINT \"not 0?\" CHECK (\"a\"\"b\" <> 0),"
                + " kind text CHECK (kind IN ('earn', 'spend', 'what?', 'a:b')), price price, code bit(3), mac macaddr,"
                + " email public.citext UNIQUE, tenant int, slug text, UNIQUE NULLS NOT DISTINCT (tenant, slug),"
                + " nick text, active boolean NOT NULL DEFAULT true,"
                + " owner text, owner_tenant int, FOREIGN KEY (owner, owner_tenant) REFERENCES \"user\" MATCH FULL,"
                + " country int REFERENCES countries, room int, during tsrange, ratio int CHECK (100 / ratio > 2),"
                + " CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (room > 0),"
                + " stars int DEFAULT 3, rank int, CHECK (stars + rank < 10), CHECK (kind <> 'spend' OR \"a\"\"b\" < 0),"
                + " later int UNIQUE DEFERRABLE INITIALLY DEFERRED, number bigint GENERATED ALWAYS AS IDENTITY,"
                + " token uuid DEFAULT gen_random_uuid() CHECK (token IS NOT NULL),"
                + " deep jsonb CHECK (NOT deep ? 'bad'))",
        "CREATE UNIQUE INDEX ON \"Odd Table\" (lower(nick)) WHERE active AND tenant > 0",
        "INSERT INTO \"Odd Table\" (id, \"from\", price, email, tenant, nick, room, during) VALUES"
                + " (1, 'x', 5, 'Taken@Example.org', 1, 'Taken', 1, '[2020-01-01,2020-02-01)')",
        "CREATE TABLE nodes (id int PRIMARY KEY, parent int REFERENCES nodes, twin int REFERENCES nodes,"
                + " name text UNIQUE CHECK (name <> 'bad'))",
        "CREATE TABLE cards (mac macaddr UNIQUE, holder int, shop text DEFAULT 'ma' || 'in', UNIQUE (holder, shop))",
        "INSERT INTO cards VALUES ('08:00:2b:01:02:ff', 99)",
        "INSERT INTO nodes VALUES (1000, 1000, NULL, 'root')"
    };

    private OddRows() {}

    static @Nullable String[] good(int i) {
        return new @Nullable String[] {
            String.valueOf(i),
            "x",
            "1.5",
            "earn",
            "9.99",
            "101",
            "08:00:2b:01:02:03",
            "e" + i + "@example.org",
            "7",
            "s" + i,
            "N" + i,
            "u" + (1 + i % 9),
            String.valueOf(1 + i % 9),
            String.valueOf(1 + i % 20),
            String.valueOf(i),
            "[2026-01-01,2026-02-01)",
            "10",
            "5",
            String.valueOf(i),
            "{\"a\": " + i + "}"
        };
    }

    static void set(@Nullable String[] row, String column, @Nullable String value) {
        row[COLUMNS.indexOf(column)] = value;
    }

    /** One fault, or something that looks like one. */
    static void spoil(@Nullable String[] row, int earlier, int fault) {
        switch (fault) {
            case 0 -> set(row, "id", String.valueOf(earlier));
            case 1 -> set(row, "id", "1");
            case 2 -> set(row, "from", null);
            case 3 -> set(row, "a\"b", "0.00");
            case 4 -> set(row, "kind", "Earn");
            case 5 -> set(row, "price", "-1");
            case 6 -> set(row, "price", "1000");
            case 7 -> set(row, "price", null);
            case 8 -> set(row, "code", "10");
            case 9 -> set(row, "code", "1011");
            case 10 -> set(row, "code", "1x1");
            case 11 -> set(row, "mac", "08:00:2b");
            case 12 -> set(row, "email", "E" + earlier + "@EXAMPLE.org");
            case 13 -> set(row, "email", "taken@example.ORG");
            case 14 -> set(row, "slug", "s" + earlier);
            case 15 -> set(row, "slug", null);
            case 16 -> {
                set(row, "tenant", "1");
                set(row, "slug", null);
            }
            case 17 -> set(row, "nick", "n" + earlier);
            case 18 -> set(row, "nick", "TAKEN");
            case 19 -> {
                set(row, "tenant", "0");
                set(row, "nick", "n" + earlier);
            }
            case 20 -> set(row, "owner", null);
            case 21 -> set(row, "owner", "nobody");
            case 22 -> {
                set(row, "owner", null);
                set(row, "owner_tenant", null);
            }
            case 23 -> set(row, "country", "21");
            case 24 -> {
                set(row, "room", String.valueOf(earlier));
                set(row, "during", "[2026-01-15,2026-01-16)");
            }
            case 25 -> {
                set(row, "room", "1");
                set(row, "during", "[2020-01-15,2020-01-16)");
            }
            case 26 -> set(row, "ratio", "0");
            case 27 -> set(row, "ratio", "90");
            case 28 -> set(row, "rank", "7");
            case 29 -> set(row, "kind", "spend");
            case 30 -> set(row, "later", String.valueOf(earlier));
            case 31 -> set(row, "deep", "{\"bad\": 1}");
            case 32 -> set(row, "kind", null);
            default -> set(row, "email", null);
        }
    }
}
