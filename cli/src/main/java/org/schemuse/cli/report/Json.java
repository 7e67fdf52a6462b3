package org.schemuse.cli.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.lint.report.RuleNote;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.table.FolderImportReport;
import org.schemuse.importer.table.TableImportReport;

/**
 * Reports as JSON: the records' component names are the keys, every key is always there, times and durations are
 * ISO-8601. Enum values are in lower case, except codes of findings. Loaded only when {@code --json} is given, since a JSON
 * library costs more than most commands.
 */
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(Duration.class, ToStringSerializer.instance)
                    .addSerializer(FindingCode.class, ToStringSerializer.instance)
                    .addSerializer(Enum.class, new LowerCase())
                    .addKeySerializer(Enum.class, new LowerCaseKey()))
            // Only catalogs of this build are listed, which are read in one way.
            .withConfigOverride(
                    Catalog.class,
                    catalog -> catalog.setIgnorals(
                            JsonIgnoreProperties.Value.forIgnoredProperties("others", "files", "reading")))
            .addMixIn(RuleNote.class, RuleKeys.class)
            .addMixIn(TableImportReport.class, TableImportKeys.class)
            .addMixIn(FolderImportReport.class, FolderImportKeys.class)
            .addMixIn(FolderImportReport.File.class, TableImportKeys.class)
            .addMixIn(TableImportReport.Reject.class, RejectKeys.class)
            .build();

    private Json() {}

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** A rule is called as the findings of it call it. */
    private interface RuleKeys {
        @JsonProperty("rule")
        String name();
    }

    /** Numbers of rows are called as in other documents. */
    private interface RowCounts {
        @JsonProperty("readCount")
        long read();

        @JsonProperty("insertedCount")
        long inserted();

        @JsonProperty("updatedCount")
        long updated();

        @JsonProperty("unchangedCount")
        long unchanged();

        @JsonProperty("skippedCount")
        long skipped();

        @JsonProperty("rejectedCount")
        long rejected();
    }

    private interface TableImportKeys extends RowCounts {
        @JsonProperty("rejectsFile")
        String rejects();
    }

    /** Elsewhere files are names. */
    private interface FolderImportKeys extends RowCounts {
        @JsonProperty("fileImports")
        List<FolderImportReport.File> files();
    }

    /** In other documents a row is an id, and a column is a place in a line. */
    private interface RejectKeys {
        @JsonProperty("rowNumber")
        long row();

        @JsonProperty("columnName")
        String column();
    }

    /** Writes an enum value as a word. */
    @SuppressWarnings("rawtypes") // Jackson finds it by the raw class
    private static final class LowerCase extends JsonSerializer<Enum> {
        @Override
        public void serialize(Enum value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(word(value));
        }
    }

    /** Writes a key that is an enum value as a word. */
    @SuppressWarnings("rawtypes") // Jackson finds it by the raw class
    private static final class LowerCaseKey extends JsonSerializer<Enum> {
        @Override
        public void serialize(Enum value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeFieldName(value instanceof FindingCode ? value.name() : word(value));
        }
    }

    /** A report with the keys it has alone, and another one below a key of its own. */
    static byte[] bytes(Object document, String key, Object further) {
        ObjectNode whole = MAPPER.valueToTree(document);
        return bytes(whole.set(key, MAPPER.valueToTree(further)));
    }

    /** Writes a document and a line end, and leaves the stream open; lists are read while they are written. */
    static void write(OutputStream out, Object document) throws IOException {
        MAPPER.writer().without(JsonGenerator.Feature.AUTO_CLOSE_TARGET).writeValue(out, document);
        out.write('\n');
    }

    static byte[] bytes(Object document) {
        try {
            byte[] body = MAPPER.writeValueAsBytes(document);
            byte[] line = Arrays.copyOf(body, body.length + 1);
            line[body.length] = '\n';
            return line;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A report cannot be written as JSON: " + document.getClass(), e);
        }
    }
}
