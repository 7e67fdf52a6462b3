package org.schemuse.importer.mud.row;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.schemuse.importer.load.copy.Batch;
import org.schemuse.importer.load.copy.CopyRows;
import org.schemuse.importer.mud.format.Dialect;
import org.schemuse.importer.mud.format.Dialect.AttributeType;
import org.schemuse.importer.mud.format.Dialect.Special;
import org.schemuse.importer.mud.format.DumpRecord;
import org.schemuse.importer.mud.format.DumpRecord.Attribute;
import org.schemuse.importer.mud.format.DumpRecord.Definition;
import org.schemuse.importer.mud.format.DumpRecord.GameObject;
import org.schemuse.importer.mud.format.DumpRecord.Mail;
import org.schemuse.importer.mud.format.HeaderField;
import org.schemuse.importer.mud.format.ObjectType;
import org.schemuse.importer.mud.format.Powers;
import org.schemuse.importer.mud.row.AttributeNames.Named;
import org.schemuse.importer.mud.world.Names;
import org.schemuse.importer.mud.world.World;
import org.schemuse.importer.source.Text;

/** The second reading: turns records into rows of a batch. What is wrong with them was told by the first. */
public final class RowEncoder implements DumpRecord.Visitor<Void> {
    private final World world;
    private final Dialect dialect;
    private final Charset charset;
    private final LegacyIds ids;
    private final JsonValues json;
    private final AttributeNames names;
    private final UserRows users;
    private final LegacyRows legacy;
    private final long importedAt;
    private boolean keepPasswords;
    /** Players of the lower classes cannot join channels whose names begin so ({@code do_channel} in the server's comm.c). */
    private static final String STAFF_CHANNELS = "*._";

    /** By name, with the dbref of what deMUSE keeps for a channel, or -1. */
    private final Map<String, Integer> channels = new LinkedHashMap<>();

    private Batch batch;
    private int objectRecords;
    private int mails;

    /** Rows for a world of a name; {@code importedAt} is the date of rows that the dump has no date for. */
    public RowEncoder(World world, String worldName, UserRows users, Instant importedAt) {
        this.world = world;
        this.dialect = world.dialect();
        this.charset = world.reading().charset();
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
        for (AttributeType type : dialect.attributes()) {
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

    private void addDefinition(UUID id, AttributeType type, UUID objectId, Integer declaredObject) {
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

    @Override
    public Void header(DumpRecord.Header header) {
        batch.recordDone();
        return null;
    }

    @Override
    public Void objectCount(DumpRecord.ObjectCount count) {
        batch.recordDone();
        return null;
    }

    @Override
    public Void endOfDump(DumpRecord.EndOfDump end) {
        batch.recordDone();
        return null;
    }

    @Override
    public Void object(GameObject object) {
        int record = objectRecords++;
        batch.recordDone();
        if (!world.counts(object, record)) {
            return null;
        }
        boolean live = world.live(object.dbref());
        legacy.addObject(batch, object, record);
        if (keepPasswords) {
            legacy.addPasswords(batch, object);
        }
        if (live) {
            addObject(object);
            addDefinitions(object);
            addAttributes(object);
            addParents(object);
            if (dialect.type(object) == ObjectType.PLAYER) {
                addPlayer(object);
            } else if (dialect.type(object) == ObjectType.CHANNEL) {
                channels.put(name(object), object.dbref());
            }
        }
        return null;
    }

    private void addObject(GameObject object) {
        int dbref = object.dbref();
        ObjectType type = dialect.type(object);
        String name = decode(object.header().name());
        int nameEnd = type == ObjectType.EXIT ? name.indexOf(';') : -1;
        UUID link = json.objectId(world.link(dbref));
        boolean hasHome = type != ObjectType.EXIT && type != ObjectType.ROOM;
        WorldTable.OBJECTS
                .beginRow(batch)
                .uuid(ids.object(dbref))
                .text(Names.stored(nameEnd < 0 ? name : name.substring(0, nameEnd), dbref))
                .text(objectType(type))
                .uuid(userId(world.owner(dbref)))
                .uuid(json.objectId(world.location(dbref)))
                .text(builtin(object, Special.DESCRIPTION), charset)
                .json(json.bag(legacyType(type)))
                .timestamp(Timestamps.micros(object.header().number(HeaderField.CREATED), null))
                .timestamp(Timestamps.micros(object.header().number(HeaderField.MODIFIED), null))
                .uuid(json.objectId(world.zone(dbref)))
                .uuid(hasHome ? link : null)
                .uuid(hasHome ? null : link)
                .bool(world.leadsHome(dbref))
                .textArray(aliases(object, type, name))
                .textArray(dialect.flags(object))
                .finishRow();
    }

    /** The other names of an exit, which are in its name; of anything else the value of its Alias. */
    private List<String> aliases(GameObject object, ObjectType type, String name) {
        if (type == ObjectType.EXIT) {
            List<String> parts = Arrays.asList(name.split(";", -1));
            return parts.subList(1, parts.size());
        }
        String alias = builtinText(object, Special.ALIAS);
        return alias == null || alias.isEmpty() ? List.of() : List.of(alias);
    }

    private static String objectType(ObjectType type) {
        return switch (type) {
            case ROOM -> "room";
            case EXIT -> "exit";
            case PLAYER -> "player";
            case THING, UNIVERSE, CHANNEL, UNKNOWN -> "thing";
        };
    }

    private static String legacyType(ObjectType type) {
        return switch (type) {
            case UNIVERSE, CHANNEL, UNKNOWN -> type.name().toLowerCase(Locale.ROOT);
            case ROOM, THING, EXIT, PLAYER -> null;
        };
    }

    private String decode(Text text) {
        return text.decode(charset);
    }

    private String name(GameObject object) {
        return Names.stored(decode(object.header().name()), object.dbref());
    }

    private UUID userId(int dbref) {
        return dbref < 0 ? null : ids.user(dbref);
    }

    /** The last value of a built-in attribute, which is the one that counts; {@code null} without one. */
    private Text builtin(GameObject object, Special attribute) {
        int number = dialect.number(attribute);
        Text text = null;
        for (Attribute value : object.attributes()) {
            if (!value.userDefined() && value.number() == number) {
                text = value.value();
            }
        }
        return text;
    }

    private String builtinText(GameObject object, Special attribute) {
        Text text = builtin(object, attribute);
        return text == null ? null : decode(text);
    }

    private void addDefinitions(GameObject object) {
        for (int i = 0; i < object.definitions().size(); i++) {
            Definition definition = object.definitions().get(i);
            AttributeType type = dialect.defined(i, decode(definition.name()), definition.flags());
            Integer declared = definition.object() == object.dbref() ? null : Integer.valueOf(definition.object());
            addDefinition(ids.definition(object.dbref(), i), type, ids.object(object.dbref()), declared);
        }
    }

    private void addAttributes(GameObject object) {
        if (object.attributes().isEmpty()) {
            return;
        }
        UUID holder = ids.object(object.dbref());
        List<Named> named = names.of(object.attributes());
        int password = dialect.number(Special.PASSWORD);
        for (int i = 0; i < named.size(); i++) {
            Attribute value = object.attributes().get(i);
            if (value.userDefined() || value.number() != password) {
                addAttribute(object.dbref(), holder, value, named.get(i), i);
            }
        }
    }

    private void addAttribute(int dbref, UUID holder, Attribute value, Named named, int position) {
        AttributeType type = named.type();
        boolean undefined = value.userDefined() && type == null;
        CopyRows rows = WorldTable.ATTRIBUTES.beginRow(batch);
        rows.uuid(ids.attribute(dbref, value.object(), value.number(), named.repeat()))
                .uuid(holder)
                .text(named.name());
        byte[] typed = undefined ? json.undefined(value) : type == null ? null : json.typed(type.kind(), value.value());
        if (typed == null) {
            rows.jsonString(value.value(), charset);
        } else {
            rows.json(typed);
        }
        rows.textArray(type == null ? List.of() : type.flags())
                .uuid(undefined ? null : definitionId(value))
                .integer(position)
                .timestamp(importedAt)
                .timestamp(importedAt)
                .finishRow();
    }

    private UUID definitionId(Attribute value) {
        return value.userDefined() ? ids.definition(value.object(), value.number()) : builtinDefinition(value.number());
    }

    private void addParents(GameObject object) {
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

    private void addPlayer(GameObject player) {
        int dbref = player.dbref();
        Powers powers = dialect.powers(player);
        String lastLogin = builtinText(player, Special.LAST_CONNECTED);
        UserRows.User user = new UserRows.User(
                ids.user(dbref),
                world.username(dbref, name(player)),
                powers.userClass() == null ? "visitor" : powers.userClass(),
                powers.grants().stream().map(Powers.Grant::listed).toList(),
                Timestamps.micros(player.header().number(HeaderField.CREATED), null),
                Timestamps.micros(player.header().number(HeaderField.MODIFIED), null),
                lastLogin == null || Timestamps.seconds(lastLogin).isEmpty()
                        ? null
                        : Timestamps.micros(Timestamps.seconds(lastLogin).getAsLong(), null),
                json.objectId(world.location(dbref)),
                ids.object(dbref));
        String password = builtinText(player, Special.PASSWORD);
        boolean none = password == null || password.isEmpty();
        users.add(user, none ? null : password, !none && dialect.cryptedPassword(Text.of(password, charset)));
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

    private void addSubscriptions(GameObject player) {
        String list = builtinText(player, Special.CHANNELS);
        if (list == null) {
            return;
        }
        Set<String> subscribed = new HashSet<>();
        List<Dialect.Channel> entries = dialect.channels(list.replace('\0', '\ufffd'));
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
                .bool(STAFF_CHANNELS.indexOf(channel.charAt(0)) >= 0)
                .finishRow());
    }

    @Override
    public Void mail(Mail mail) {
        int position = mails++;
        batch.recordDone();
        WorldTable.MESSAGES
                .beginRow(batch)
                .uuid(ids.mail(position))
                .uuid(world.livePlayer(mail.sender()) ? ids.user(mail.sender()) : null)
                .uuid(world.livePlayer(mail.recipient()) ? ids.user(mail.recipient()) : null)
                .text("mail")
                .text(decode(mail.text()))
                .timestamp(Timestamps.micros(mail.sent(), Timestamps.EPOCH))
                .timestamp(dialect.read(mail) ? readAt(mail) : null)
                .json(json.mail(mail))
                .integer(position)
                .finishRow();
        return null;
    }

    /** Where the dump does not say when a message was read, it was read after it was sent. */
    private static Long readAt(Mail mail) {
        return Timestamps.micros(mail.read(), Timestamps.micros(mail.sent(), Timestamps.EPOCH));
    }
}
