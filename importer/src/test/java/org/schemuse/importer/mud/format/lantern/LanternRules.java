package org.schemuse.importer.mud.format.lantern;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.schemuse.importer.mud.world.AttributeKey;
import org.schemuse.importer.mud.world.AttributeType;
import org.schemuse.importer.mud.world.AttributeType.Kind;
import org.schemuse.importer.mud.world.Channel;
import org.schemuse.importer.mud.world.Lock;
import org.schemuse.importer.mud.world.ObjectType;
import org.schemuse.importer.mud.world.WorldRules;
import org.schemuse.importer.source.Text;

/** The ways of Lantern. Locks are values whose names begin with {@code lock.}. */
final class LanternRules implements WorldRules {
    static final LanternRules RULES = new LanternRules();
    static final AttributeKey PASSWORD = AttributeKey.named("password");
    static final String LOCK = "lock.";

    @Override
    public String dialect() {
        return "Lantern";
    }

    @Override
    public Optional<AttributeType> attribute(AttributeKey key) {
        Kind kind = key.name().startsWith(LOCK) ? Kind.LOCK : key.name().endsWith("_at") ? Kind.DATE : Kind.PLAIN;
        return Optional.of(new AttributeType(-1, key.name(), List.of(), kind));
    }

    @Override
    public Collection<AttributeType> attributes() {
        return List.of();
    }

    @Override
    public AttributeType defined(int place, String name, List<String> flags) {
        throw new IllegalStateException("no object of Lantern defines attributes");
    }

    @Override
    public Optional<AttributeKey> special(Special special) {
        return switch (special) {
            case PASSWORD -> Optional.of(PASSWORD);
            case DESCRIPTION -> Optional.of(AttributeKey.named("description"));
            case LAST_CONNECTED -> Optional.of(AttributeKey.named("seen_at"));
            case CHANNELS -> Optional.of(AttributeKey.named("channels"));
        };
    }

    /** Words apart by blanks: {@code is #1}, {@code has #3}, {@code not}, and from left to right {@code and}, {@code or}. */
    @Override
    public Optional<Lock.Parsed> lock(String text, Lock.Definitions definitions) {
        String[] words = text.split(" ", -1);
        List<Lock> any = new ArrayList<>();
        List<Lock> all = new ArrayList<>();
        int i = 0;
        boolean whole = true;
        while (i < words.length && whole) {
            boolean not = words[i].equals("not");
            i += not ? 1 : 0;
            whole = i + 1 < words.length && words[i].matches("is|has") && words[i + 1].matches("#[0-9]{1,8}");
            if (whole) {
                Lock.How how = words[i].equals("is") ? Lock.How.IS : Lock.How.CARRIES;
                Lock term = new Lock.Thing(how, Lock.Target.of(Integer.parseInt(words[i + 1].substring(1))));
                all.add(not ? new Lock.Not(term) : term);
                i += 2;
                if (i < words.length && words[i].equals("or")) {
                    any.add(joined(all));
                    all = new ArrayList<>();
                }
                whole = i == words.length || words[i].matches("and|or");
                i++;
            }
        }
        any.add(all.isEmpty() ? new Lock.Constant(false) : joined(all));
        return Optional.of(new Lock.Parsed(any.size() == 1 ? any.get(0) : new Lock.Any(any), true, whole));
    }

    private static Lock joined(List<Lock> all) {
        return all.size() == 1 ? all.get(0) : new Lock.All(all);
    }

    @Override
    public List<Channel> channels(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.split(",", -1)).stream()
                        .map(name -> new Channel(name, null, true))
                        .toList();
    }

    @Override
    public boolean staffChannel(String name) {
        return name.startsWith("keepers");
    }

    @Override
    public boolean cryptedPassword(Text password) {
        return false;
    }

    @Override
    public Repair repair() {
        return Repair.NONE;
    }

    @Override
    public boolean chains() {
        return false;
    }

    @Override
    public String placeField(ObjectType type) {
        return type == ObjectType.EXIT ? "source" : "location";
    }

    @Override
    public String linkField(ObjectType type) {
        return type == ObjectType.EXIT ? "destination" : type == ObjectType.ROOM ? "dropto" : "home";
    }

    @Override
    public List<String> flagFields() {
        return List.of("kind", "flags");
    }
}
