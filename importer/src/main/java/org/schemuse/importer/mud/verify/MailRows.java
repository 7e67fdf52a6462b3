package org.schemuse.importer.mud.verify;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.mud.export.RowCursor;
import org.schemuse.importer.mud.export.StoredJson;
import org.schemuse.importer.mud.format.FieldList;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.verify.RowDifference.Kind;
import org.schemuse.importer.mud.world.World;
import org.schemuse.importer.mud.world.WorldMail;

/** Compares the mail of the dump with the rows that it became, in its order. What people wrote is not shown. */
final class MailRows implements AutoCloseable {
    private static final String MAIL = """
            SELECT m.position, m.content, extract(epoch FROM m.created_at)::bigint AS sent,
                   extract(epoch FROM m.read_at)::bigint AS read,
                   CASE WHEN m.sender_id IS NULL THEN -1 ELSE coalesce(sender.dbref, -2) END AS sender,
                   CASE WHEN m.recipient_id IS NULL THEN -1 ELSE coalesce(recipient.dbref, -2) END AS recipient,
                   m.metadata::text AS record
            FROM messages m
            LEFT JOIN users s ON s.id = m.sender_id LEFT JOIN legacy_objects sender ON sender.object_id = s.object_id
            LEFT JOIN users r ON r.id = m.recipient_id
            LEFT JOIN legacy_objects recipient ON recipient.object_id = r.object_id
            WHERE m.message_type = 'mail' AND m.position IS NOT NULL
            ORDER BY m.position, m.id
            """;

    private final World world;
    private final Differences differences;
    private final RowCursor rows;
    private int next;

    MailRows(Handle handle, World world, Differences differences) throws SQLException {
        this.world = world;
        this.differences = differences;
        this.rows = new RowCursor(handle, MAIL);
    }

    /** Compares the next mail of the dump. */
    void compare(RawRecord.Letter letter) throws SQLException, IOException {
        WorldMail mail = letter.meaning();
        int position = next++;
        String what = "mail " + position;
        if (!rows.at(position)) {
            differences.add(Kind.MAIL, null, what, "a message", "none");
            return;
        }
        ResultSet row = rows.take();
        FieldList expected = FieldList.of(letter, world.charset());
        same(
                what + ", numbers",
                expected.values(),
                expected.valuesIn(Objects.requireNonNull(StoredJson.fields(row.getString("record"), world.charset()))));
        same(what + ", sender", player(mail.sender()), row.getInt("sender"));
        same(what + ", recipient", player(mail.recipient()), row.getInt("recipient"));
        same(what + ", sent", sent(mail), row.getObject("sent", Long.class));
        same(what + ", read", read(mail), row.getObject("read", Long.class));
        String text = mail.text().decode(world.charset()).replace('\0', '\ufffd');
        if (!text.equals(row.getString("content"))) {
            differences.add(
                    Kind.MAIL,
                    null,
                    what + ", text",
                    text.length() + " characters",
                    row.getString("content").length() + " others");
        }
        if (rows.at(position)) {
            rows.take();
            differences.add(Kind.MAIL, null, what, "one message", "two");
        }
    }

    private void same(String what, @Nullable Object expected, @Nullable Object found) {
        differences.compare(Kind.MAIL, null, what, expected, found);
    }

    /** 1970 for a date that the dump does not know. */
    private static Long sent(WorldMail mail) {
        return WorldRows.isDate(mail.sent()) ? mail.sent() : 0L;
    }

    /** When it was read: by the dump, else when it was sent; {@code null} if it was not read. */
    private static @Nullable Long read(WorldMail mail) {
        if (!mail.wasRead()) {
            return null;
        }
        return mail.readAt() != null && WorldRows.isDate(mail.readAt()) ? mail.readAt() : sent(mail);
    }

    private int player(int dbref) {
        return world.livePlayer(dbref) ? dbref : -1;
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }
}
