package org.schemuse.importer.mud.format.muse;

import static org.schemuse.importer.mud.format.muse.HeaderField.COLOURED_NAME;
import static org.schemuse.importer.mud.format.muse.HeaderField.CONTENTS;
import static org.schemuse.importer.mud.format.muse.HeaderField.CREATED;
import static org.schemuse.importer.mud.format.muse.HeaderField.EXITS;
import static org.schemuse.importer.mud.format.muse.HeaderField.FIGHTING;
import static org.schemuse.importer.mud.format.muse.HeaderField.FLAGS;
import static org.schemuse.importer.mud.format.muse.HeaderField.LINK;
import static org.schemuse.importer.mud.format.muse.HeaderField.LOCATION;
import static org.schemuse.importer.mud.format.muse.HeaderField.LOCK;
import static org.schemuse.importer.mud.format.muse.HeaderField.MODIFIED;
import static org.schemuse.importer.mud.format.muse.HeaderField.NAME;
import static org.schemuse.importer.mud.format.muse.HeaderField.NEXT;
import static org.schemuse.importer.mud.format.muse.HeaderField.OWNER;
import static org.schemuse.importer.mud.format.muse.HeaderField.PENNIES;
import static org.schemuse.importer.mud.format.muse.HeaderField.POWERS;
import static org.schemuse.importer.mud.format.muse.HeaderField.ZONE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which lines a record has, and in which order. The version number alone does not tell: versions 12 to 14 exist in two
 * branches that do not agree, so a dump is read with the layout that fits it (see {@link LayoutProbe}).
 *
 * @param version as the dump's first line has it; 1 without one
 * @param fields the header lines, from the name on
 * @param universe whether deMUSE's universe block stands behind the definitions
 * @param mailFields six since TinyMUSE notes when a mail was read, five before and in deMUSE
 */
record Layout(int version, List<HeaderField> fields, boolean universe, int mailFields) {

    /** Header lines that only deMUSE has, in the combinations worth trying. */
    private record Extras(boolean colouredName, boolean fighting, boolean universe) {
        static final Extras NONE = new Extras(false, false, false);
    }

    /** The layouts a dump of this version may have, the likeliest first. */
    static List<Layout> candidates(int version) {
        Set<Layout> layouts = new LinkedHashSet<>();
        layouts.add(of(version, likeliest(version), version >= 3));
        if (version < 3) {
            layouts.add(of(version, Extras.NONE, true));
        }
        if (version >= 11) {
            for (int bits = 0; bits < 8; bits++) {
                layouts.add(of(version, new Extras((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0), true));
            }
        }
        return new ArrayList<>(layouts);
    }

    /** What deMUSE writes for its versions; TinyMUSE kept the plain layout and went on to 15. */
    private static Extras likeliest(int version) {
        return version >= 15 ? Extras.NONE : new Extras(version >= 14, version >= 12, version >= 13);
    }

    private static Layout of(int version, Extras extras, boolean zone) {
        List<HeaderField> fields = new ArrayList<>();
        fields.add(NAME);
        addIf(extras.colouredName(), fields, COLOURED_NAME);
        fields.add(LOCATION);
        addIf(zone, fields, ZONE);
        fields.add(CONTENTS);
        fields.add(EXITS);
        addIf(extras.fighting(), fields, FIGHTING);
        addIf(version >= 5, fields, LINK);
        fields.add(NEXT);
        addIf(version <= 8, fields, LOCK);
        fields.add(OWNER);
        addIf(version < 4, fields, PENNIES);
        fields.add(FLAGS);
        addIf(version >= 10, fields, MODIFIED);
        addIf(version >= 10, fields, CREATED);
        addIf(version >= 6, fields, POWERS);
        boolean deMuse = extras.colouredName() || extras.fighting() || extras.universe();
        return new Layout(version, List.copyOf(fields), extras.universe(), version >= 15 && !deMuse ? 6 : 5);
    }

    /** The layout of a dump that was read once, from its {@link #data}. */
    static Layout of(JsonNode data) {
        List<HeaderField> fields = new ArrayList<>();
        data.path("fields").forEach(field -> fields.add(HeaderField.valueOf(field.asText())));
        return new Layout(
                data.path("version").asInt(),
                List.copyOf(fields),
                data.path("universe").asBoolean(),
                data.path("mailFields").asInt());
    }

    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("format", MuseFormat.NAME);
        data.put("version", version);
        data.put("fields", fields);
        data.put("universe", universe);
        data.put("mailFields", mailFields);
        return data;
    }

    private static void addIf(boolean condition, List<HeaderField> fields, HeaderField field) {
        if (condition) {
            fields.add(field);
        }
    }

    /** The header lines of a record that opens with this mark: {@code !} has no zone. */
    List<HeaderField> fields(char mark) {
        return mark == '!' ? fields.stream().filter(f -> f != ZONE).toList() : fields;
    }

    /** Since version 8 a value names the object that defines its attribute, and objects list their family. */
    boolean hasDefinitions() {
        return version >= 8;
    }

    /** In version 6 every object has the powers line, later only players. */
    boolean everythingHasPowers() {
        return version == 6;
    }

    boolean deMuse() {
        return universe || fields.contains(COLOURED_NAME) || fields.contains(FIGHTING);
    }

    Layout withMailFields(int number) {
        return new Layout(version, fields, universe, number);
    }

    String describe() {
        List<String> extras = new ArrayList<>();
        if (fields.contains(COLOURED_NAME)) {
            extras.add("coloured names");
        }
        if (fields.contains(FIGHTING)) {
            extras.add("fighting line");
        }
        if (universe) {
            extras.add("universe block");
        }
        if (version < 3 && fields.contains(ZONE)) {
            extras.add("zone line");
        }
        extras.add(mailFields == 6 ? "six-field mail" : "five-field mail");
        return "version " + version + ", " + String.join(", ", extras);
    }
}
