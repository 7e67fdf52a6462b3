package org.schemuse.importer.mud.verify;

import java.io.IOException;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.mud.export.WorldExport;
import org.schemuse.importer.mud.format.Dump;
import org.schemuse.importer.mud.format.DumpReader;
import org.schemuse.importer.mud.format.DumpWriter;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.verify.RowDifference.Kind;
import org.schemuse.importer.mud.world.World;

/**
 * Proves a world by another road than the one it came by: the dump is parsed once more, the database is read back as an
 * export reads it, and the two meet record by record, each object against its record and against every row that it became.
 * Memory does not grow with the world.
 */
public final class WorldVerification {
    /** Names of values that are neither the definition's nor one of the forms that tell two values of one name apart. */
    private static final String MISNAMED = """
            SELECT l.dbref, d.name AS expected, a.name AS found
            FROM attributes a
            JOIN attribute_definitions d ON d.id = a.definition_id
            JOIN legacy_objects l ON l.object_id = a.object_id
            WHERE a.name <> left(d.name, 255) AND a.name !~ '~[0-9]+$' AND a.name NOT LIKE '#%.%'
                AND a.name NOT LIKE 'builtin.%'
            """;

    /** Ids inside of typed values, beside the number that they stand for. */
    private static final String REFERRED = """
            SELECT DISTINCT l.dbref, a.name, r.reference ->> 'dbref' AS expected, coalesce(target.dbref, -2)::text AS found
            FROM attributes a
            JOIN legacy_objects l ON l.object_id = a.object_id
            CROSS JOIN LATERAL jsonb_path_query(a.value, '$.** ? (exists(@.id) && exists(@.dbref))') AS r (reference)
            LEFT JOIN legacy_objects target ON target.object_id = (r.reference ->> 'id')::uuid
            WHERE jsonb_typeof(a.value) = 'object' AND target.dbref IS DISTINCT FROM (r.reference ->> 'dbref')::int
            """;

    private final Handle handle;
    private final Dump dump;
    private final World world;
    private final Differences differences = new Differences();
    private long objects;
    private long mail;

    /** Of a world that was read from a kind of dump. */
    public WorldVerification(Handle handle, Dump dump, World world) {
        this.handle = handle;
        this.dump = dump;
        this.world = world;
    }

    /**
     * Compares everything with a dump.
     *
     * @param itself whether the dump is the one that was imported; else one that an export has just made, which can tell
     *     nothing of the records but of everything that became of them
     * @param passwordsKept whether the raw passwords are in the database
     */
    public Differences compare(DumpReader reader, boolean itself, boolean passwordsKept)
            throws IOException, SQLException {
        new Verifier(handle).compareCounts(world, differences);
        WorldExport export = new WorldExport(handle, dump, world.charset());
        Expected expected = new Expected(reader);
        try (WorldRows rows = new WorldRows(handle, world, differences)) {
            RecordComparison records =
                    itself ? new RecordComparison(differences, world.rules(), world.charset(), passwordsKept) : null;
            export.writeObjects(new Meeting(expected, records, rows));
            for (RawRecord.Entry left = expected.object(); left != null; left = expected.next()) {
                missing(left);
            }
            rows.compareChannels();
        }
        compareMail(expected);
        compareValues();
        return differences;
    }

    /** How many objects were compared. */
    public long objects() {
        return objects;
    }

    /** How many messages were compared. */
    public long mail() {
        return mail;
    }

    private void missing(RawRecord.Entry record) {
        differences.add(Kind.OBJECT, record.meaning().dbref(), "record", "one", "none");
    }

    private void compareMail(Expected expected) throws IOException, SQLException {
        try (MailRows rows = new MailRows(handle, world, differences)) {
            for (RawRecord.Letter next = expected.mail(); next != null; next = expected.mail()) {
                rows.compare(next);
                mail++;
            }
        }
    }

    private void compareValues() {
        handle.createQuery(MISNAMED)
                .map((row, context) -> new RowDifference(
                        Kind.ROW, row.getInt(1), "name of a value", row.getString(2), row.getString(3)))
                .forEach(this::add);
        handle.createQuery(REFERRED)
                .map((row, context) -> new RowDifference(
                        Kind.REFERENCE,
                        row.getInt(1),
                        "reference in " + row.getString(2),
                        "#" + row.getString(3),
                        "#" + row.getString(4)))
                .forEach(this::add);
    }

    private void add(RowDifference found) {
        differences.add(found.kind(), found.dbref(), found.what(), found.expected(), found.found());
    }

    /** The records of the dump that count, one at a time. */
    private final class Expected {
        private final DumpReader dump;
        private RawRecord.@Nullable Entry object;
        private RawRecord.@Nullable Letter firstMail;
        private int records;

        Expected(DumpReader dump) throws IOException {
            this.dump = dump;
            next();
        }

        RawRecord.@Nullable Entry object() {
            return object;
        }

        RawRecord.@Nullable Entry next() throws IOException {
            object = null;
            while (object == null && firstMail == null) {
                RawRecord record = dump.next();
                if (record == null) {
                    break;
                } else if (record instanceof RawRecord.Entry found && world.counts(found.meaning(), records++)) {
                    object = found;
                } else if (record instanceof RawRecord.Letter found) {
                    firstMail = found;
                }
            }
            return object;
        }

        /** The next mail, or {@code null}; once there are no objects any more. */
        RawRecord.@Nullable Letter mail() throws IOException {
            RawRecord.Letter next = firstMail;
            firstMail = null;
            while (next == null) {
                RawRecord record = dump.next();
                if (record == null) {
                    return null;
                }
                next = record instanceof RawRecord.Letter found ? found : null;
            }
            return next;
        }
    }

    /** Takes what the database has, record by record, and finds its like in the dump by where it stood there. */
    private final class Meeting implements DumpWriter {
        private final Expected expected;
        private final @Nullable RecordComparison records;
        private final WorldRows rows;

        Meeting(Expected expected, @Nullable RecordComparison records, WorldRows rows) {
            this.expected = expected;
            this.records = records;
            this.rows = rows;
        }

        @Override
        public void write(RawRecord record) throws IOException {
            try {
                meet((RawRecord.Entry) record);
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        private void meet(RawRecord.Entry found) throws IOException, SQLException {
            rows.advance();
            while (records != null && expected.object() != null && offset(expected.object()) < offset(found)) {
                missing(expected.object());
                expected.next();
            }
            RawRecord.Entry record = expected.object();
            if (record == null || (records != null && offset(record) > offset(found))) {
                differences.add(Kind.OBJECT, found.meaning().dbref(), "record", "none", "one");
                return;
            }
            if (records != null) {
                records.compare(record, found);
            }
            rows.compare(record.meaning());
            objects++;
            expected.next();
        }

        private long offset(RawRecord.Entry record) {
            return record.position().offset();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
