package org.schemuse.changelog.lint.source;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.lint.sql.Script;
import org.schemuse.changelog.lint.sql.Statement;

/**
 * What runs together: one changeset, or one plain SQL file.
 *
 * @param heading who and where it is
 * @param attributes of the changeset, their names in small letters
 * @param script its SQL
 */
public record Step(Heading heading, Map<String, String> attributes, Script script, Rollback rollback) {
    /** What its SQL comes from. */
    public enum Form {
        PLAIN_SQL,
        FORMATTED_SQL,
        /** SQL that Liquibase made of YAML, XML or JSON: positions are those of the changeset. */
        GENERATED
    }

    /**
     * Who and where a step is.
     *
     * @param id author and id; null for a plain SQL file
     * @param offset where it begins in the file, in characters
     * @param end where it ends there
     */
    public record Heading(
            SourceFile file, Form form, @Nullable String id, int offset, int end) {}

    public Step {
        attributes = Map.copyOf(attributes);
    }

    public List<Statement> statements() {
        return script.statements();
    }

    public boolean isChangeset() {
        return heading.form() != Form.PLAIN_SQL;
    }

    /** An attribute of the changeset as written. */
    public String attribute(String name, String otherwise) {
        return attributes.getOrDefault(name.toLowerCase(Locale.ROOT), otherwise);
    }

    public boolean is(String attribute, boolean otherwise) {
        return Boolean.parseBoolean(attribute(attribute, Boolean.toString(otherwise)));
    }

    public boolean inTransaction() {
        return isChangeset() && is("runInTransaction", true);
    }
}
