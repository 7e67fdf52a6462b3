package org.schemuse.importer.mud.format.lantern;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.format.RawFields;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.format.StoredFields;
import org.schemuse.importer.mud.format.StoredObject;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.mud.world.AttributeKey;
import org.schemuse.importer.mud.world.Definition;
import org.schemuse.importer.mud.world.ObjectType;
import org.schemuse.importer.mud.world.Oddity;
import org.schemuse.importer.mud.world.Powers;
import org.schemuse.importer.mud.world.WorldObject;
import org.schemuse.importer.source.Text;

/**
 * A block from {@code object} to {@code end}.
 *
 * @param kind the word behind the number
 * @param numbers lines of a word and a number: references and dates
 * @param words lines of words: {@code flags} and {@code powers}
 * @param names its name and its other names
 */
record LanternObject(
        Position position,
        int dbref,
        String kind,
        List<Text> names,
        Map<String, Long> numbers,
        Map<String, List<String>> words,
        List<Attribute> attributes,
        boolean complete)
        implements RawRecord.Entry, WorldObject {
    /** In the order in which they are written. */
    static final List<String> NUMBERS =
            List.of("owner", "zone", "location", "source", "home", "destination", "dropto", "created", "modified");

    static final List<String> WORDS = List.of("flags", "powers");

    /** These come back from columns. */
    private static final List<String> WITH_COLUMN = List.of("owner", "zone", "created", "modified");

    static LanternObject of(StoredObject stored) {
        StoredFields fields = stored.fields();
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (String field : NUMBERS) {
            Long number = WITH_COLUMN.contains(field) ? column(field, stored.references()) : fields.number(field);
            if (number != null) {
                numbers.put(field, number);
            }
        }
        Map<String, List<String>> words = new LinkedHashMap<>();
        for (String field : WORDS) {
            if (fields.has(field)) {
                words.put(field, List.of(fields.word(field).split(" ", -1)));
            }
        }
        List<Text> names = new ArrayList<>(List.of(stored.name()));
        names.addAll(fields.texts("aliases"));
        return new LanternObject(
                stored.position(),
                stored.dbref(),
                fields.word("kind"),
                names,
                numbers,
                words,
                values(stored),
                !fields.has("cut"));
    }

    /** A value whose text is in no row is a password that nobody wanted to keep; it stays without one. */
    private static List<Attribute> values(StoredObject stored) {
        List<StoredFields> said = stored.fields().records("values");
        List<Attribute> values = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            int row = stored.places().indexOf(i);
            Text text =
                    row >= 0 ? stored.values().get(row).value() : said.get(i).text("text");
            String flags = said.get(i).word("flags");
            values.add(new Attribute(
                    new Position(0, 0),
                    AttributeKey.named(said.get(i).word("name")),
                    said.get(i).number("owner").intValue(),
                    flags == null ? List.of() : List.of(flags.split(" ", -1)),
                    text));
        }
        return values;
    }

    private static Long column(String field, StoredObject.References references) {
        return switch (field) {
            case "owner" -> reference(references.owner());
            case "zone" -> reference(references.zone());
            case "created" -> references.created();
            default -> references.modified();
        };
    }

    private static Long reference(int dbref) {
        return dbref == NOTHING ? null : Long.valueOf(dbref);
    }

    @Override
    public Text name() {
        return names.get(0);
    }

    @Override
    public Text ownName() {
        return names.get(0);
    }

    @Override
    public List<Text> aliases() {
        return names.subList(1, names.size());
    }

    @Override
    public WorldObject meaning() {
        return this;
    }

    @Override
    public void fields(RawFields to) {
        to.word("kind", kind);
        if (names.size() > 1) {
            to.texts("aliases", aliases());
        }
        numbers.forEach((field, number) -> {
            if (!WITH_COLUMN.contains(field)) {
                to.number(field, number);
            }
        });
        words.forEach((field, all) -> to.word(field, String.join(" ", all)));
        to.records("values", attributes, (value, fields) -> {
            fields.word("name", value.key().name());
            fields.number("owner", value.owner());
            if (!value.flags().isEmpty()) {
                fields.word("flags", String.join(" ", value.flags()));
            }
            if (garbage() && !value.key().equals(LanternRules.PASSWORD)) {
                fields.text("text", value.value());
            }
        });
        if (!complete) {
            to.word("cut", "cut");
        }
    }

    @Override
    public void remains(RawFields to) {
        // The values of what is destroyed are among the fields.
    }

    @Override
    public ObjectType type() {
        return switch (kind) {
            case "room" -> ObjectType.ROOM;
            case "exit" -> ObjectType.EXIT;
            case "player" -> ObjectType.PLAYER;
            case "thing", "dust" -> ObjectType.THING;
            default -> ObjectType.UNKNOWN;
        };
    }

    @Override
    public boolean garbage() {
        return kind.equals("dust");
    }

    private int reference(String field) {
        Long number = numbers.get(field);
        return number == null ? NOTHING : number.intValue();
    }

    @Override
    public int owner() {
        return reference("owner");
    }

    @Override
    public int zone() {
        return reference("zone");
    }

    @Override
    public int location() {
        return reference("location");
    }

    @Override
    public int source() {
        return reference("source");
    }

    @Override
    public int home() {
        return reference("home");
    }

    @Override
    public int destination() {
        return flags().contains("homeward") ? HOME : reference("destination");
    }

    @Override
    public int dropTo() {
        return reference("dropto");
    }

    @Override
    public int contents() {
        return NOTHING;
    }

    @Override
    public int exits() {
        return NOTHING;
    }

    @Override
    public int next() {
        return NOTHING;
    }

    @Override
    public List<String> flags() {
        return words.getOrDefault("flags", List.of());
    }

    @Override
    public Powers powers() {
        List<Powers.Grant> grants = words.getOrDefault("powers", List.of()).stream()
                .map(power -> new Powers.Grant(power, Powers.Level.YES))
                .toList();
        return new Powers(flags().contains("keeper") ? "director" : "citizen", grants);
    }

    @Override
    public Long created() {
        return numbers.get("created");
    }

    @Override
    public Long modified() {
        return numbers.get("modified");
    }

    @Override
    public List<Definition> definitions() {
        return List.of();
    }

    @Override
    public List<Integer> parents() {
        return List.of();
    }

    @Override
    public List<Oddity> oddities() {
        return type() == ObjectType.UNKNOWN
                ? List.of(new Oddity(
                        FindingCode.UNKNOWN_OBJECT_TYPE, "kind", "a kind of Lantern", kind, "stored as a thing"))
                : List.of();
    }
}
