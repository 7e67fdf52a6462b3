package org.schemuse.importer.mud.format.lantern;

import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.format.RawFields;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.world.WorldMail;
import org.schemuse.importer.source.Text;

/** {@code mail SENDER RECIPIENT SECONDS [seen] "TEXT"}, a line of the mail file. */
record LanternMail(Position position, int sender, int recipient, long sent, boolean wasRead, Text text)
        implements RawRecord.Letter, WorldMail {
    @Override
    public Long readAt() {
        return null;
    }

    @Override
    public void fields(RawFields to) {
        to.number("sender", sender);
        to.number("recipient", recipient);
        to.number("at", sent);
        if (wasRead) {
            to.word("seen", "seen");
        }
    }

    @Override
    public WorldMail meaning() {
        return this;
    }
}
