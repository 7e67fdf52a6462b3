package org.schemuse.importer.mud.format.muse;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.format.RawFields;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.format.StoredFields;
import org.schemuse.importer.mud.world.WorldMail;
import org.schemuse.importer.source.Text;

/**
 * One message of the mail section.
 *
 * @param sender a dbref, or -1 for the server itself
 * @param sent seconds since 1970
 * @param readAt seconds since 1970, 0 while unread; {@code null} in the layout without this field
 * @param flags 1 deleted, 2 read, 4 new, 8 posted on a board
 */
record MuseMail(
        Position position,
        int sender,
        int recipient,
        long sent,
        @Nullable Long readAt,
        int flags,
        Text text) implements RawRecord.Letter, WorldMail {
    /** Of the flags. Sending sets the reading date too, so that alone it says nothing. */
    private static final int READ = 2;

    /** From the fields that another was stored as; the sender is lost where an old import had none. */
    static MuseMail of(StoredFields fields, Text text) {
        Long from = fields.number("from");
        return new MuseMail(
                new Position(0, 0),
                from == null ? -1 : from.intValue(),
                Objects.requireNonNull(fields.number("to")).intValue(),
                Objects.requireNonNull(fields.number("date")),
                fields.number("read"),
                Objects.requireNonNull(fields.number("flags")).intValue(),
                text);
    }

    @Override
    public void fields(RawFields to) {
        to.number("from", sender);
        to.number("to", recipient);
        to.number("date", sent);
        if (readAt != null) {
            to.number("read", readAt);
        }
        to.number("flags", flags);
    }

    @Override
    public boolean wasRead() {
        return (flags & READ) != 0;
    }

    @Override
    public WorldMail meaning() {
        return this;
    }
}
