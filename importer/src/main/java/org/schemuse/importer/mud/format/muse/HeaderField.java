package org.schemuse.importer.mud.format.muse;

import java.util.Locale;

/** The lines that stand before an object's attributes, in whatever order and choice a layout has them. */
public enum HeaderField {
    NAME(Form.TEXT),
    /** The name with colour codes; deMUSE from version 14. */
    COLOURED_NAME(Form.TEXT),
    LOCATION(Form.INTEGER),
    ZONE(Form.INTEGER),
    /** Head of the chain of things inside, which runs through {@link #NEXT}. */
    CONTENTS(Form.INTEGER),
    /** Head of the chain of exits, which runs through {@link #NEXT}. */
    EXITS(Form.INTEGER),
    /** Whom the object fights; deMUSE from version 12. */
    FIGHTING(Form.INTEGER),
    /** Home of things and players, destination of exits, drop-to of rooms. */
    LINK(Form.INTEGER),
    NEXT(Form.INTEGER),
    /** The lock, before locks became attributes in version 9. */
    LOCK(Form.TEXT),
    OWNER(Form.INTEGER),
    /** Money, before it became an attribute in version 4. */
    PENNIES(Form.LONG),
    /** The type in the low four bits, flags above. */
    FLAGS(Form.LONG),
    /** Seconds since 1970; 0 is unknown. */
    MODIFIED(Form.LONG),
    /** Seconds since 1970; 0 is unknown. */
    CREATED(Form.LONG),
    /** Class and powers; only players have the line, in version 6 everything. */
    POWERS(Form.TEXT);

    /** What a line holds. */
    public enum Form {
        TEXT,
        /** A dbref or a number of 32 bits. */
        INTEGER,
        /** A number that may need more than 32 bits. */
        LONG
    }

    private final Form form;
    private final String label;

    HeaderField(Form form) {
        this.form = form;
        this.label = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What findings call it. */
    public String label() {
        return label;
    }

    /** What its line holds. */
    public Form form() {
        return form;
    }
}
