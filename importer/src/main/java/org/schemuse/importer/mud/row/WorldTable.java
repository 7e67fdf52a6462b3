package org.schemuse.importer.mud.row;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The tables an import fills, with the columns it fills in the order in which it sends them. This is the only place that
 * knows the schema; a test compares it with the live catalog.
 */
public enum WorldTable {
    OBJECTS("id name object_type owner_id location_id description attributes created_at updated_at zone_id home_id"
            + " destination_id destination_is_home aliases flags"),
    USERS("id username password_hash user_class powers created_at updated_at last_login current_location object_id"),
    ATTRIBUTE_DEFINITIONS("id number name flags object_id declared_object created_at updated_at"),
    ATTRIBUTES("id object_id name value flags definition_id position created_at updated_at"),
    OBJECT_PARENTS("id object_id parent_id position"),
    POWER_GRANTS("id user_id power level position"),
    CHANNELS("id name owner_id object_id created_at updated_at closed"),
    CHANNEL_SUBSCRIPTIONS("id channel_id user_id alias active position created_at"),
    MESSAGES("id sender_id recipient_id message_type content created_at read_at metadata position"),
    LEGACY_PASSWORDS("id dbref position password"),
    LEGACY_OBJECTS(
            "id object_id dbref mark name coloured_name location zone contents exits fighting link next owner flags"
                    + " modified created pennies lock_text powers parents children universe remains position line"
                    + " byte_offset");

    private final String columns;
    private final int width;

    WorldTable(String columns) {
        this.columns = columns;
        this.width = columns().size();
    }

    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public List<String> columns() {
        return Arrays.asList(columns.split(" ", -1));
    }

    /** How many columns a row has; asked for every row, so it is kept. */
    int width() {
        return width;
    }

    /** The statement that takes this table's rows in binary form. */
    public String copyStatement() {
        return "COPY " + sqlName() + " (" + String.join(", ", columns()) + ") FROM STDIN (FORMAT binary)";
    }
}
