package org.schemuse.importer.mud.row;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.schemuse.importer.load.copy.Batch;
import org.schemuse.importer.load.copy.CopyRows;

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
            "id object_id dbref name location zone owner created modified record remains position line byte_offset");

    private final String columns;
    /** Asked for every row. */
    private final int width;

    private final int place;

    // The engine addresses tables by their place in all().
    @SuppressWarnings("EnumOrdinal")
    WorldTable(String columns) {
        this.columns = columns;
        this.width = columns().size();
        this.place = ordinal();
    }

    /** As SQL names it. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The columns that an import fills, in the order in which it sends them. */
    public List<String> columns() {
        return Arrays.asList(columns.split(" ", -1));
    }

    /** Every table with its columns, as the engine wants them. */
    public static Map<String, List<String>> all() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (WorldTable table : values()) {
            all.put(table.sqlName(), table.columns());
        }
        return all;
    }

    /** An empty batch for rows of all tables. */
    public static Batch batch() {
        return new Batch(values().length);
    }

    /** The rows of this table in a batch. */
    public CopyRows in(Batch batch) {
        return batch.rows(place);
    }

    /** Begins a row of this table in a batch; its fields follow in the order of the columns. */
    CopyRows beginRow(Batch batch) {
        return batch.rows(place).beginRow(width);
    }
}
