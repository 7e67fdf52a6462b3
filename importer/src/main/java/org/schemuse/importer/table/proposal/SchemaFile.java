package org.schemuse.importer.table.proposal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.schemuse.importer.finding.UnusableDumpException;
import org.schemuse.importer.table.shape.TableShape;

/** Schema files: Table Schema of the Frictionless standards for CSV and text files, JSON Schema (2020-12) for others. */
public final class SchemaFile {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** More than any schema has, and less than fills the memory. */
    private static final long MOST_BYTES = 1 << 24;

    private SchemaFile() {}

    /**
     * Reads a file.
     *
     * @throws UnusableDumpException if it is no schema file
     */
    static RowSchema read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw unusable(file, "has " + Files.size(file) + " bytes; expected at most " + MOST_BYTES);
        }
        try {
            JsonNode schema = JSON.readTree(Files.readString(file));
            if (schema.path("fields").isArray()) {
                return TableSchemaForm.read(schema);
            }
            JsonNode row = schema.path("items").isObject() ? schema.get("items") : schema;
            if (row.path("properties").isObject()) {
                return JsonSchemaForm.read(row);
            }
        } catch (JsonProcessingException e) {
            throw unusable(
                    file,
                    "is no JSON: " + e.getOriginalMessage() + " in line "
                            + e.getLocation().getLineNr());
        } catch (CharacterCodingException e) {
            throw unusable(file, "is not in UTF-8");
        } catch (IllegalArgumentException e) {
            throw unusable(file, String.valueOf(e.getMessage()));
        }
        throw unusable(
                file, "is no schema; expected a Table Schema with \"fields\", or a JSON Schema with \"properties\"");
    }

    private static UnusableDumpException unusable(Path file, String why) {
        return new UnusableDumpException(file + ": " + why);
    }

    /**
     * The schema of a new table's file.
     *
     * @param typed whether the file is of JSON or YAML
     */
    public static String of(NewTable table, boolean typed) {
        return text(RowSchemas.of(table, typed), typed);
    }

    /**
     * The schema of a file for a table.
     *
     * @param typed whether the file is of JSON or YAML
     */
    public static String of(TableShape table, boolean typed) {
        return text(RowSchemas.of(table, typed), typed);
    }

    private static String text(RowSchema schema, boolean typed) {
        try {
            return JSON.writeValueAsString(typed ? JsonSchemaForm.write(schema) : TableSchemaForm.write(schema)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
