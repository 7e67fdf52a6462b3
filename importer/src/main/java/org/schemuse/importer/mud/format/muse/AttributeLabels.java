package org.schemuse.importer.mud.format.muse;

/**
 * What findings call the lines of a value. They are asked for with every value of a dump and needed with few, so those of
 * the usual numbers are made once.
 *
 * @param attribute the value itself
 * @param definer the line that says whose attribute it is
 * @param value the text that is missing where a dump breaks off
 */
record AttributeLabels(String attribute, String definer, String value) {
    private static final AttributeLabels[] USUAL = new AttributeLabels[256];

    static {
        for (int number = 0; number < USUAL.length; number++) {
            USUAL[number] = made(number);
        }
    }

    static AttributeLabels of(int number) {
        return number >= 0 && number < USUAL.length ? USUAL[number] : made(number);
    }

    private static AttributeLabels made(int number) {
        String attribute = "attribute " + number;
        return new AttributeLabels(attribute, "defining object of " + attribute, "value of " + attribute);
    }
}
