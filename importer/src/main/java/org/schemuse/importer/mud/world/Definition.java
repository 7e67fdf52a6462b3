package org.schemuse.importer.mud.world;

import java.util.List;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.source.Text;

/**
 * An attribute that an object defines for itself and its children.
 *
 * @param flags as words
 * @param object the dbref written beside it, normally the defining object's own
 */
public record Definition(Position position, List<String> flags, int object, Text name) {}
