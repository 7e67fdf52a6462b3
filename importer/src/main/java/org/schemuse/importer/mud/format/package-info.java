/** What a dump of each dialect says ({@link org.schemuse.importer.mud.format.RawRecord}), and how it is read and written. Each dialect has a package of its own below this one; only {@link org.schemuse.importer.mud.format.MudFormats} knows it. */
@NullMarked
package org.schemuse.importer.mud.format;

import org.jspecify.annotations.NullMarked;
