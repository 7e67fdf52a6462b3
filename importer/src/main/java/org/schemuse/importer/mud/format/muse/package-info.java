/** The MUSE family: TinyMUSE up to version 15 and deMUSE up to version 14. */
package org.schemuse.importer.mud.format.muse;
