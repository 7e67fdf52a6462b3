package org.schemuse.importer.mud.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * Evaluates locks of an imported world with nothing but its tables, by the rules of {@code docs/catalogs/vibemuse.md}: what
 * an application would have to do. Functions it cannot execute.
 */
final class LockEvaluator {
    private static final int MOST_LOCKS = 10;
    private static final List<String> KINDS =
            List.of("or", "and", "not", "constant", "attribute", "object", "is", "carries", "indirect", "function");

    private final Map<String, Thing> things = new HashMap<>();
    private final Map<String, List<Value>> values = new HashMap<>();
    private final Map<String, List<String>> parents = new HashMap<>();
    private final List<Definition> definitions;
    private final String firstRoom;
    private int locks;
    /** Whether the server stops reading here: what follows in the lock is not evaluated. */
    private boolean ended;

    record Thing(
            String id,
            int dbref,
            String name,
            List<String> aliases,
            String type,
            String owner,
            String location,
            String zone,
            List<String> flags) {
        boolean called(String name) {
            return this.name.equalsIgnoreCase(name) || aliases.stream().anyMatch(name::equalsIgnoreCase);
        }
    }

    private record Value(String definition, String name, String text, JsonNode lock) {}

    private record Definition(String id, String object, String name, List<String> flags) {}

    LockEvaluator(Handle sql) {
        sql.createQuery("""
                        SELECT o.id, l.dbref, o.name, o.aliases, o.object_type, o.owner_id, o.location_id, o.zone_id, o.flags
                        FROM objects o JOIN legacy_objects l ON l.object_id = o.id ORDER BY l.dbref
                        """)
                .map((row, context) -> new Thing(
                        row.getString(1),
                        row.getInt(2),
                        row.getString(3),
                        List.of((String[]) row.getArray(4).getArray()),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        List.of((String[]) row.getArray(9).getArray())))
                .forEach(thing -> things.put(thing.id(), thing));
        sql.createQuery("SELECT object_id, definition_id, name, value::text FROM attributes")
                .map((row, context) ->
                        Map.entry(row.getString(1), value(row.getString(2), row.getString(3), row.getString(4))))
                .forEach(value -> values.computeIfAbsent(value.getKey(), id -> new ArrayList<>())
                        .add(value.getValue()));
        sql.createQuery("SELECT object_id, parent_id FROM object_parents ORDER BY object_id, position")
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(link -> parents.computeIfAbsent(link.getKey(), id -> new ArrayList<>())
                        .add(link.getValue()));
        definitions = sql.createQuery("SELECT id, object_id, name, flags FROM attribute_definitions ORDER BY number")
                .map((row, context) ->
                        new Definition(row.getString(1), row.getString(2), row.getString(3), List.of((String[])
                                row.getArray(4).getArray())))
                .list();
        firstRoom = withNumber(0).id();
    }

    private static Value value(String definition, String name, String json) {
        try {
            JsonNode value = new ObjectMapper().readTree(json);
            String text = value.isObject() ? value.path("text").asText() : value.asText();
            return new Value(definition, name, text, value.path("lock"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    Thing withNumber(int dbref) {
        return things.values().stream()
                .filter(thing -> thing.dbref() == dbref)
                .findFirst()
                .orElseThrow();
    }

    /** Whether the lock of an object lets a player pass. */
    boolean passes(int holder, String player) {
        locks = 0;
        ended = false;
        Thing object = withNumber(holder);
        return passesLockOf(
                object,
                new Asking(object, withName(player, thing -> thing.type().equals("player"))));
    }

    private Thing withName(String name, Predicate<Thing> which) {
        return things.values().stream()
                .filter(which.and(thing -> thing.called(name)))
                .findFirst()
                .orElse(null);
    }

    private record Asking(Thing holder, Thing player) {}

    private boolean passesLockOf(Thing object, Asking asking) {
        JsonNode lock = object == null ? null : lockOf(object);
        if (lock == null) {
            return true;
        }
        boolean passes = ++locks <= MOST_LOCKS && passes(lock, asking);
        ended &= object.equals(asking.holder()); // another lock's end is not this one's
        return passes;
    }

    private JsonNode lockOf(Thing object) {
        return values.getOrDefault(object.id(), List.of()).stream()
                .filter(value -> value.name().equals("Lock"))
                .findFirst()
                .map(Value::lock)
                .orElse(null);
    }

    private boolean passes(JsonNode lock, Asking asking) {
        String kind = KINDS.stream().filter(lock::has).findFirst().orElseThrow();
        return switch (kind) {
            case "or" -> any(lock.get(kind), asking);
            case "and" -> all(lock.get(kind), asking);
            case "not" -> !passes(lock.get(kind), asking);
            case "constant" -> lock.get(kind).asBoolean();
            case "attribute" -> matches(lock, asking);
            case "object" -> isOrCarries(asking.player(), find(lock.get(kind), asking.holder()));
            case "is" -> asking.player().equals(find(lock.get(kind), asking.holder()));
            case "carries" -> carries(asking.player(), find(lock.get(kind), asking.holder()));
            case "indirect" -> indirect(lock, asking);
            default -> throw new IllegalArgumentException("cannot evaluate " + kind);
        };
    }

    /** All of it is evaluated, as the server does, for locks count. */
    private boolean any(JsonNode locks, Asking asking) {
        boolean passes = false;
        for (JsonNode lock : locks) {
            passes |= !ended && passes(lock, asking);
        }
        return passes;
    }

    private boolean all(JsonNode locks, Asking asking) {
        boolean passes = true;
        for (JsonNode lock : locks) {
            passes &= ended || passes(lock, asking);
        }
        return passes;
    }

    private boolean indirect(JsonNode lock, Asking asking) {
        Thing object = find(lock.get("indirect"), asking.holder());
        if (lock.path("unseen").asBoolean()) {
            return passesLockOf(object, asking);
        }
        return object != null && seen(asking.holder(), object, List.of()) && passesLockOf(object, asking);
    }

    private static boolean seen(Thing holder, Thing object, List<String> attributeFlags) {
        return attributeFlags.contains("osee")
                || holder.owner().equals(object.owner())
                || object.flags().contains("SEE_OK");
    }

    private boolean isOrCarries(Thing player, Thing object) {
        return object != null
                && (player.equals(object)
                        || carries(player, object)
                        || object.id().equals(zone(player)));
    }

    private static boolean carries(Thing player, Thing object) {
        return object != null && player.id().equals(object.location());
    }

    /** Of the object or of the nearest container that has one; in the end that of #0. */
    private String zone(Thing object) {
        for (Thing at = object; at != null; at = things.get(at.location())) {
            if (at.zone() != null) {
                return at.zone();
            }
        }
        return things.get(firstRoom).zone();
    }

    private Thing find(JsonNode target, Thing from) {
        if (target.has("dbref")) {
            return things.get(target.path("id").asText(""));
        }
        String name = target.get("name").asText();
        if (name.startsWith("*")) {
            return withName(name.substring(1), thing -> thing.type().equals("player"));
        }
        if (name.equalsIgnoreCase("me") || name.equalsIgnoreCase("here")) {
            return name.equalsIgnoreCase("me") ? from : things.get(from.location());
        }
        Predicate<Thing> near = thing -> !thing.type().equals("exit")
                && (from.id().equals(thing.location())
                        || String.valueOf(from.location()).equals(thing.location()));
        Thing exact = withName(name, near);
        return exact != null ? exact : withWord(name, near);
    }

    /** The one thing of which a word begins so. */
    private Thing withWord(String name, Predicate<Thing> near) {
        String word = "(?i)(^|.*[^a-z0-9])\\Q" + name + "\\E.*";
        List<Thing> found = things.values().stream()
                .filter(near.and(thing -> !name.isEmpty() && thing.name().matches(word)))
                .toList();
        return found.size() == 1 ? found.get(0) : null;
    }

    private boolean matches(JsonNode lock, Asking asking) {
        Thing on = lock.has("on") ? find(lock.get("on"), asking.holder()) : asking.player();
        String name = lock.get("attribute").asText();
        Thing definer = lock.has("definer") ? find(lock.get("definer"), asking.player()) : null;
        String computed = definer == null ? computed(on, name) : null;
        if (computed != null) {
            return wild(lock.get("pattern").asText(), computed);
        }
        String definerId = definer == null ? null : definer.id();
        Definition definition = definitions.stream()
                .filter(d -> d.name().equalsIgnoreCase(name)
                        && String.valueOf(d.object()).equals(String.valueOf(definerId)))
                .findFirst()
                .orElse(null);
        if (definition == null || definition.flags().contains("dark")) {
            ended = true;
            return lock.has("definer") && isOrCarries(asking.player(), find(lock.get("definer"), asking.holder()));
        }
        if (lock.has("on") && !seen(asking.holder(), on, definition.flags())) {
            ended = true;
            return false;
        }
        return wild(lock.get("pattern").asText(), valueOf(on, definition));
    }

    private String computed(Thing thing, String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "name" -> thing.name();
            case "location" -> "#" + things.get(thing.location()).dbref();
            case "owner" -> "#" + thing.dbref(); // of a player, who owns himself
            case "zone" ->
                thing.zone() == null ? "#-1" : "#" + things.get(thing.zone()).dbref();
            case "flags" -> thing.type().equals("player") ? "P" : "";
            default -> null;
        };
    }

    private String valueOf(Thing thing, Definition definition) {
        for (Value value : values.getOrDefault(thing.id(), List.of())) {
            if (definition.id().equals(value.definition())) {
                return value.text();
            }
        }
        if (definition.flags().contains("inherit")) {
            for (String parent : parents.getOrDefault(thing.id(), List.of())) {
                String inherited = valueOf(things.get(parent), definition);
                if (!inherited.isEmpty()) {
                    return inherited;
                }
            }
        }
        return "";
    }

    private static boolean wild(String pattern, String text) {
        if (pattern.startsWith(">") || pattern.startsWith("<")) {
            boolean number = pattern.length() > 1 && (Character.isDigit(pattern.charAt(1)) || pattern.charAt(1) == '-');
            String limit = pattern.substring(1);
            int compared = number ? Integer.compare(number(text), number(limit)) : text.compareTo(limit);
            return pattern.startsWith(">") ? compared > 0 : compared < 0;
        }
        StringBuilder regex = new StringBuilder("(?is)");
        pattern.chars()
                .forEach(
                        c -> regex.append(c == '*' ? ".*" : c == '?' ? ".?" : Pattern.quote(String.valueOf((char) c))));
        return !pattern.contains("**") && text.matches(regex.toString());
    }

    private static int number(String text) {
        String digits = text.replaceAll("^(-?[0-9]*).*$", "$1");
        return digits.isEmpty() || digits.equals("-") ? 0 : Integer.parseInt(digits);
    }
}
