package org.schemuse.importer.mud.world;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.source.Text;

/**
 * A value on an object. A lock is one, too, under the name of the lock.
 *
 * @param owner the dbref of who set it; -1 where the dialect does not say
 * @param flags of this value, as words; {@code null} where a value has those of its attribute
 */
public record Attribute(
        Position position,
        AttributeKey key,
        int owner,
        @Nullable List<String> flags,
        Text value) {
    /** A value that has the owner of its object and the flags of its attribute. */
    public Attribute(Position position, AttributeKey key, Text value) {
        this(position, key, -1, null, value);
    }
}
