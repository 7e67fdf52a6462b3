/** The MUSE family: TinyMUSE up to version 15 and deMUSE up to version 14. */
@NullMarked
package org.schemuse.importer.mud.format.muse;

import org.jspecify.annotations.NullMarked;
