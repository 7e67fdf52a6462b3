package org.schemuse.importer.mud.world;

import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.source.Text;

/** One message from a player to another. */
public interface WorldMail {
    Position position();

    /** A dbref; -1 for the server itself. */
    int sender();

    /** A dbref. */
    int recipient();

    /** Seconds since 1970; what is no date is not known. */
    long sent();

    /** Whether the recipient has read it. */
    boolean wasRead();

    /** When, in seconds since 1970; {@code null} if the dialect does not say. */
    @Nullable
    Long readAt();

    Text text();
}
