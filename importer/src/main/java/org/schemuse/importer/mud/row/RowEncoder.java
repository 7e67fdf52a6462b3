package org.schemuse.importer.mud.row;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.Batch;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.row.AttributeNames.Named;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.mud.world.AttributeKey;
import org.schemuse.importer.mud.world.AttributeType;
import org.schemuse.importer.mud.world.Channel;
import org.schemuse.importer.mud.world.Definition;
import org.schemuse.importer.mud.world.Names;
import org.schemuse.importer.mud.world.ObjectType;
import org.schemuse.importer.mud.world.Powers;
import org.schemuse.importer.mud.world.World;
import org.schemuse.importer.mud.world.WorldMail;
import org.schemuse.importer.mud.world.WorldObject;
import org.schemuse.importer.mud.world.WorldRules;
import org.schemuse.importer.mud.world.WorldRules.Special;
import org.schemuse.importer.source.Text;

/** The second reading: turns records into rows of a batch. What is wrong with them was told by the first. */
public final class RowEncoder {
    private final World world;
    private final WorldRules rules;
    private final @Nullable AttributeKey password;
    private final Charset charset;
    private final LegacyIds ids;
    private final JsonValues json;
    private final AttributeNames names;
    private final UserRows users;
    private final LegacyRows legacy;
    private final long importedAt;
    private boolean keepPasswords;
    /** By name, with the dbref of the object that is the channel, or -1. */
    private final Map<String, Integer> channels = new LinkedHashMap<>();

    /** Without any table until {@link #fill} gives another. */
    private Batch batch = new Batch(0);

    private int objectRecords;
    private int mails;

    /** Rows for a world of a name; {@code importedAt} is the date of rows that the dump has no date for. */
    public RowEncoder(World world, String worldName, UserRows users, Instant importedAt) {
        this.world = world;
        this.rules = world.rules();
        this.password = rules.special(Special.PASSWORD).orElse(null);
        this.charset = world.charset();
        this.ids = new LegacyIds(worldName);
        this.json = new JsonValues(world, ids);
        this.names = new AttributeNames(world);
        this.users = users;
        this.legacy = new LegacyRows(world, ids, json);
        this.importedAt = Timestamps.micros(importedAt);
    }

    /** Stores raw passwords too, apart from everything else, for a faithful export. */
    public RowEncoder keepingPasswords(boolean keep) {
        keepPasswords = keep;
        return this;
    }

    /** Rows go here from now on. */
    public void fill(Batch next) {
        batch = next;
    }

    /** Adds what every world has: the built-in attributes, and numbers in use that have no name. */
    public void addBuiltins() {
        for (AttributeType type : rules.attributes()) {
            addDefinition(builtinDefinition(type.number()), type, null, null);
        }
        for (int number : world.unknownNumbers()) {
            AttributeType type = new AttributeType(number, "unknown." + number, List.of(), AttributeType.Kind.PLAIN);
            addDefinition(builtinDefinition(number), type, null, null);
        }
    }

    private UUID builtinDefinition(int number) {
        return ids.definition(-1, number);
    }

    private void addDefinition(UUID id, AttributeType type, @Nullable UUID objectId, @Nullable Integer declaredObject) {
        WorldTable.ATTRIBUTE_DEFINITIONS
                .beginRow(batch)
                .uuid(id)
                .integer(type.number())
                .text(type.name())
                .textArray(type.flags())
                .uuid(objectId)
                .integer(declaredObject)
                .timestamp(importedAt)
                .timestamp(importedAt)
                .finishRow();
    }

    /** Adds the rows of the next record. */
    public void add(RawRecord record) {
        batch.recordDone();
        if (record instanceof RawRecord.Entry entry) {
            object(entry);
        } else if (record instanceof RawRecord.Letter letter) {
            mail(letter);
        }
    }

    private void object(RawRecord.Entry entry) {
        int record = objectRecords++;
        WorldObject object = entry.meaning();
        if (!world.counts(object, record)) {
            return;
        }
        legacy.addObject(batch, entry, record);
        if (keepPasswords) {
            legacy.addPasswords(batch, object);
        }
        if (world.live(object.dbref())) {
            addObject(object);
            addDefinitions(object);
            addAttributes(object);
            addParents(object);
            if (object.type() == ObjectType.PLAYER) {
                addPlayer(object);
            } else if (object.type() == ObjectType.CHANNEL) {
                channels.put(name(object), object.dbref());
            }
        }
    }

    private void addObject(WorldObject object) {
        int dbref = object.dbref();
        ObjectType type = object.type();
        UUID link = json.objectId(world.link(dbref));
        boolean hasHome = type != ObjectType.EXIT && type != ObjectType.ROOM;
        WorldTable.OBJECTS
                .beginRow(batch)
                .uuid(ids.object(dbref))
                .text(name(object))
                .text(objectType(type))
                .uuid(userId(world.owner(dbref)))
                .uuid(json.objectId(world.location(dbref)))
                .text(builtin(object, Special.DESCRIPTION), charset)
                .json(json.bag(legacyType(type)))
                .timestamp(Timestamps.micros(object.created(), null))
                .timestamp(Timestamps.micros(object.modified(), null))
                .uuid(json.objectId(world.zone(dbref)))
                .uuid(hasHome ? link : null)
                .uuid(hasHome ? null : link)
                .bool(world.leadsHome(dbref))
                .textArray(object.aliases().stream().map(this::decode).toList())
                .textArray(object.flags())
                .finishRow();
    }

    private static String objectType(ObjectType type) {
        return switch (type) {
            case ROOM -> "room";
            case EXIT -> "exit";
            case PLAYER -> "player";
            case THING, UNIVERSE, CHANNEL, UNKNOWN -> "thing";
        };
    }

    private static @Nullable String legacyType(ObjectType type) {
        return switch (type) {
            case UNIVERSE, CHANNEL, UNKNOWN -> type.name().toLowerCase(Locale.ROOT);
            case ROOM, THING, EXIT, PLAYER -> null;
        };
    }

    private String decode(Text text) {
        return text.decode(charset);
    }

    private String name(WorldObject object) {
        return Names.stored(decode(object.ownName()), object.dbref());
    }

    private @Nullable UUID userId(int dbref) {
        return dbref < 0 ? null : ids.user(dbref);
    }

    /** The last value of an attribute, which is the one that counts; {@code null} without one. */
    private @Nullable Text builtin(WorldObject object, Special attribute) {
        AttributeKey key = rules.special(attribute).orElse(null);
        Text text = null;
        for (Attribute value : object.attributes()) {
            text = value.key().equals(key) ? value.value() : text;
        }
        return text;
    }

    private @Nullable String builtinText(WorldObject object, Special attribute) {
        Text text = builtin(object, attribute);
        return text == null ? null : decode(text);
    }

    private void addDefinitions(WorldObject object) {
        for (int i = 0; i < object.definitions().size(); i++) {
            Definition definition = object.definitions().get(i);
            AttributeType type = rules.defined(i, decode(definition.name()), definition.flags());
            Integer declared = definition.object() == object.dbref() ? null : Integer.valueOf(definition.object());
            addDefinition(ids.definition(object.dbref(), i), type, ids.object(object.dbref()), declared);
        }
    }

    private void addAttributes(WorldObject object) {
        if (object.attributes().isEmpty()) {
            return;
        }
        UUID holder = ids.object(object.dbref());
        List<Named> named = names.of(object.attributes());
        for (int i = 0; i < named.size(); i++) {
            Attribute value = object.attributes().get(i);
            if (!value.key().equals(password)) {
                addAttribute(object.dbref(), holder, value, named.get(i), i);
            }
        }
    }

    private void addAttribute(int dbref, UUID holder, Attribute value, Named named, int position) {
        AttributeType type = named.type();
        boolean undefined = value.key().userDefined() && type == null;
        CopyRows rows = WorldTable.ATTRIBUTES.beginRow(batch);
        rows.uuid(ids.attribute(dbref, value.key(), named.repeat()))
                .uuid(holder)
                .text(named.name());
        byte[] typed = undefined ? json.undefined(value) : type == null ? null : json.typed(type.kind(), value.value());
        if (typed == null) {
            rows.jsonString(value.value(), charset);
        } else {
            rows.json(typed);
        }
        rows.textArray(flags(value, type))
                .uuid(undefined ? null : definitionId(value.key()))
                .integer(position)
                .timestamp(importedAt)
                .timestamp(importedAt)
                .finishRow();
    }

    private static List<String> flags(Attribute value, @Nullable AttributeType type) {
        if (value.flags() != null) {
            return value.flags();
        }
        return type == null ? List.of() : type.flags();
    }

    /** A named attribute has no definition. */
    private @Nullable UUID definitionId(AttributeKey key) {
        return key.name() != null ? null : ids.definition(key.definer(), key.number());
    }

    private void addParents(WorldObject object) {
        for (int i = 0; i < object.parents().size(); i++) {
            UUID parent = json.objectId(object.parents().get(i));
            if (parent != null) {
                WorldTable.OBJECT_PARENTS
                        .beginRow(batch)
                        .uuid(ids.parent(object.dbref(), i))
                        .uuid(ids.object(object.dbref()))
                        .uuid(parent)
                        .integer(i)
                        .finishRow();
            }
        }
    }

    private void addPlayer(WorldObject player) {
        int dbref = player.dbref();
        Powers powers = player.powers();
        String lastLogin = builtinText(player, Special.LAST_CONNECTED);
        UserRows.User user = new UserRows.User(
                ids.user(dbref),
                world.username(dbref, name(player)),
                powers.userClass() == null ? "visitor" : powers.userClass(),
                powers.grants().stream().map(Powers.Grant::listed).toList(),
                Timestamps.micros(player.created(), null),
                Timestamps.micros(player.modified(), null),
                lastLogin == null || Timestamps.seconds(lastLogin).isEmpty()
                        ? null
                        : Timestamps.micros(Timestamps.seconds(lastLogin).getAsLong(), null),
                json.objectId(world.location(dbref)),
                ids.object(dbref));
        String secret = builtinText(player, Special.PASSWORD);
        if (secret == null || secret.isEmpty()) {
            users.add(user, null, false);
        } else {
            users.add(user, secret, rules.cryptedPassword(Text.of(secret, charset)));
        }
        addGrants(dbref, powers);
        addSubscriptions(player);
    }

    private void addGrants(int player, Powers powers) {
        for (int i = 0; i < powers.grants().size(); i++) {
            WorldTable.POWER_GRANTS
                    .beginRow(batch)
                    .uuid(ids.grant(player, i))
                    .uuid(ids.user(player))
                    .text(powers.grants().get(i).power())
                    .text(powers.grants().get(i).level().label())
                    .integer(i)
                    .finishRow();
        }
    }

    private void addSubscriptions(WorldObject player) {
        String list = builtinText(player, Special.CHANNELS);
        if (list == null) {
            return;
        }
        Set<String> subscribed = new HashSet<>();
        List<Channel> entries = rules.channels(list.replace('\0', '\ufffd'));
        for (int i = 0; i < entries.size(); i++) {
            String channel = Names.cut(entries.get(i).name(), Names.LONGEST);
            if (!Names.blank(channel) && subscribed.add(channel)) {
                channels.putIfAbsent(channel, -1);
                WorldTable.CHANNEL_SUBSCRIPTIONS
                        .beginRow(batch)
                        .uuid(ids.subscription(player.dbref(), channel))
                        .uuid(ids.channel(channel))
                        .uuid(ids.user(player.dbref()))
                        .text(entries.get(i).alias())
                        .bool(entries.get(i).on())
                        .integer(i)
                        .timestamp(importedAt)
                        .finishRow();
            }
        }
    }

    /** Adds the channels, which are known once every player's list and every channel object was seen. */
    public void addChannels() {
        channels.forEach((channel, dbref) -> WorldTable.CHANNELS
                .beginRow(batch)
                .uuid(ids.channel(channel))
                .text(channel)
                .uuid(dbref < 0 ? null : userId(world.owner(dbref)))
                .uuid(json.objectId(dbref))
                .timestamp(importedAt)
                .timestamp(importedAt)
                .bool(rules.staffChannel(channel))
                .finishRow());
    }

    private void mail(RawRecord.Letter letter) {
        int position = mails++;
        WorldMail mail = letter.meaning();
        WorldTable.MESSAGES
                .beginRow(batch)
                .uuid(ids.mail(position))
                .uuid(world.livePlayer(mail.sender()) ? ids.user(mail.sender()) : null)
                .uuid(world.livePlayer(mail.recipient()) ? ids.user(mail.recipient()) : null)
                .text("mail")
                .text(decode(mail.text()))
                .timestamp(Timestamps.micros(mail.sent(), Timestamps.EPOCH))
                .timestamp(mail.wasRead() ? readAt(mail) : null)
                .json(json.fields(letter))
                .integer(position)
                .finishRow();
    }

    /** Where the dump does not say when a message was read, it was read after it was sent. */
    private static @Nullable Long readAt(WorldMail mail) {
        return Timestamps.micros(mail.readAt(), Timestamps.micros(mail.sent(), Timestamps.EPOCH));
    }
}
