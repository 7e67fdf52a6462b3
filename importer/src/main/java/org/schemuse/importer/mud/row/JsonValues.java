package org.schemuse.importer.mud.row;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.mud.format.RawFields;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.mud.world.AttributeType;
import org.schemuse.importer.mud.world.Lock;
import org.schemuse.importer.mud.world.World;
import org.schemuse.importer.source.Text;

/**
 * The JSON documents of imported rows. A typed value is an object that keeps the original as {@code text} beside what it
 * means; where a text does not mean what its type promises, the value is the plain string.
 */
final class JsonValues {
    private static final String NO_MEMORY = "writing to memory failed";

    private static final byte[] EMPTY = {'{', '}'};

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern DBREF = Pattern.compile("#-?[0-9]{1,9}");

    private final World world;
    private final LegacyIds ids;
    private final Charset charset;
    private final TestedAttributes tested;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    /** One for all documents: making one costs as much as writing one. */
    private final JsonGenerator generator;

    JsonValues(World world, LegacyIds ids) {
        this.world = world;
        this.ids = ids;
        this.charset = world.charset();
        this.tested = new TestedAttributes(world);
        try {
            generator = new JsonFactory().setRootValueSeparator(null).createGenerator(written);
        } catch (IOException e) {
            throw new UncheckedIOException(NO_MEMORY, e);
        }
    }

    /** Writes one document. */
    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private byte[] document(Body body) {
        written.reset();
        try {
            generator.writeStartObject();
            body.write(generator);
            generator.writeEndObject();
            generator.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(NO_MEMORY, e);
        }
        return written.toByteArray();
    }

    /** PostgreSQL's jsonb cannot hold a zero character. */
    private String text(Text text) {
        return text.decode(charset).replace('\0', '\ufffd');
    }

    /** The value of a typed attribute, or {@code null} if its text is nothing but a text. */
    byte @Nullable [] typed(AttributeType.Kind kind, Text value) {
        return switch (kind) {
            case PLAIN -> null;
            case DATE -> date(text(value));
            case DBREFS -> references(text(value));
            case LOCK -> lock(text(value));
        };
    }

    private byte @Nullable [] date(String text) {
        OptionalLong seconds = Timestamps.seconds(text);
        if (seconds.isEmpty()) {
            return null;
        }
        String date = Instant.ofEpochSecond(seconds.getAsLong()).toString();
        return document(json -> {
            json.writeStringField("text", text);
            json.writeStringField("date", date);
        });
    }

    private byte @Nullable [] references(String text) {
        List<String> words = List.of(BLANKS.split(text.strip(), -1));
        if (!words.stream().allMatch(word -> DBREF.matcher(word).matches())) {
            return null;
        }
        return document(json -> {
            json.writeStringField("text", text);
            json.writeArrayFieldStart("references");
            for (String word : words) {
                json.writeStartObject();
                writeReference(json, Integer.parseInt(word.substring(1)));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private void writeReference(JsonGenerator json, int dbref) throws IOException {
        json.writeNumberField("dbref", dbref);
        if (world.live(dbref)) {
            json.writeStringField("id", ids.object(dbref).toString());
        }
    }

    private byte @Nullable [] lock(String text) {
        if (text.isEmpty()) { // passes everybody
            return null;
        }
        return world.rules()
                .lock(text, tested)
                .map(parsed -> document(json -> {
                    json.writeStringField("text", text);
                    json.writeFieldName("lock");
                    writeLock(json, parsed.lock());
                }))
                .orElse(null);
    }

    private void writeLock(JsonGenerator json, Lock lock) throws IOException {
        json.writeStartObject();
        if (lock instanceof Lock.All all) {
            writeLocks(json, "and", all.of());
        } else if (lock instanceof Lock.Any any) {
            writeLocks(json, "or", any.of());
        } else if (lock instanceof Lock.Not not) {
            json.writeFieldName("not");
            writeLock(json, not.lock());
        } else if (lock instanceof Lock.Thing thing) {
            writeThing(json, thing);
        } else if (lock instanceof Lock.Match match) {
            writeMatch(json, match);
        } else if (lock instanceof Lock.Function function) {
            json.writeStringField("function", function.text());
        } else if (lock instanceof Lock.Constant constant) {
            json.writeBooleanField("constant", constant.passes());
        }
        json.writeEndObject();
    }

    private void writeThing(JsonGenerator json, Lock.Thing thing) throws IOException {
        String how = switch (thing.how()) {
            case IS_OR_CARRIES -> "object";
            case IS -> "is";
            case CARRIES -> "carries";
            case INDIRECT, INDIRECT_UNSEEN -> "indirect";
        };
        writeTarget(json, how, thing.target());
        if (thing.how() == Lock.How.INDIRECT_UNSEEN) {
            json.writeBooleanField("unseen", true);
        }
    }

    private void writeTarget(JsonGenerator json, String field, Lock.Target target) throws IOException {
        json.writeObjectFieldStart(field);
        if (target.name() == null) {
            writeReference(json, target.dbref());
        } else {
            json.writeStringField("name", target.name());
        }
        json.writeEndObject();
    }

    private void writeLocks(JsonGenerator json, String operator, List<Lock> locks) throws IOException {
        json.writeArrayFieldStart(operator);
        for (Lock lock : locks) {
            writeLock(json, lock);
        }
        json.writeEndArray();
    }

    private void writeMatch(JsonGenerator json, Lock.Match match) throws IOException {
        json.writeStringField("attribute", match.attribute());
        json.writeStringField("pattern", match.pattern());
        if (match.definer() != null) {
            writeTarget(json, "definer", match.definer());
        }
        if (match.on() != null) {
            writeTarget(json, "on", match.on());
        }
    }

    /** A value under an attribute that nobody defines: its text, and the numbers that would find the definition. */
    byte[] undefined(Attribute attribute) {
        return document(json -> {
            json.writeStringField("text", text(attribute.value()));
            json.writeNumberField("number", attribute.key().number());
            json.writeNumberField("object", attribute.key().definer());
        });
    }

    /** What an object is that the schema has no column for. */
    byte[] bag(@Nullable String legacyType) {
        return legacyType == null ? EMPTY : document(json -> json.writeStringField("legacy_type", legacyType));
    }

    /** What a record has that has no column or row of its own, by the names of its dialect. */
    byte[] fields(RawRecord record) {
        return document(json -> record.fields(new Fields(json)));
    }

    /** The values and definitions of an object without a row of its own; a password is left out here too. */
    byte[] remains(RawRecord.Entry record) {
        return document(json -> record.remains(new Fields(json)));
    }

    /** Writes fields into the document that is open. */
    private final class Fields implements RawFields {
        private final JsonGenerator json;

        Fields(JsonGenerator json) {
            this.json = json;
        }

        @Override
        public void number(String name, long value) {
            written(() -> json.writeNumberField(name, value));
        }

        @Override
        public void word(String name, String ascii) {
            written(() -> json.writeStringField(name, ascii));
        }

        @Override
        public void text(String name, Text value) {
            written(() -> json.writeStringField(name, JsonValues.this.text(value)));
        }

        @Override
        public void numbers(String name, List<Integer> values) {
            written(() -> {
                json.writeArrayFieldStart(name);
                for (int value : values) {
                    json.writeNumber(value);
                }
                json.writeEndArray();
            });
        }

        @Override
        public void texts(String name, List<Text> values) {
            written(() -> {
                json.writeArrayFieldStart(name);
                for (Text value : values) {
                    json.writeString(JsonValues.this.text(value));
                }
                json.writeEndArray();
            });
        }

        @Override
        public <T> void records(String name, List<T> records, BiConsumer<T, RawFields> fields) {
            written(() -> {
                json.writeArrayFieldStart(name);
                for (T record : records) {
                    json.writeStartObject();
                    fields.accept(record, this);
                    json.writeEndObject();
                }
                json.writeEndArray();
            });
        }

        private void written(Write write) {
            try {
                write.write();
            } catch (IOException e) {
                throw new UncheckedIOException(NO_MEMORY, e);
            }
        }
    }

    /** Writes something to memory. */
    @FunctionalInterface
    private interface Write {
        void write() throws IOException;
    }

    /** The id of a live object, or {@code null} for -1 and for what is not there. */
    @Nullable
    UUID objectId(int dbref) {
        return world.live(dbref) ? ids.object(dbref) : null;
    }
}
