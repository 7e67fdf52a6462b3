package org.schemuse.changelog.lint.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.lint.source.Step;
import org.schemuse.changelog.lint.sql.Name;
import org.schemuse.changelog.lint.sql.Token;

/** What the rules found so far. */
public final class RuleFindings {
    /** A finding that has its place, but no line yet; {@code table} may be null. */
    public record Found(Rule rule, Location place, @Nullable String table, String message) {}

    private final List<Found> found = new ArrayList<>();
    private @Nullable Step step;

    /** What is found from here on is found in this step. */
    public void in(Step current) {
        step = current;
    }

    public void add(Rule rule, Token at, String message) {
        found.add(new Found(rule, at(at.offset()), null, message));
    }

    public void add(Rule rule, Token at, Name table, String message) {
        found.add(new Found(rule, at(at.offset()), table.name(), message));
    }

    /** About the changeset as a whole. */
    public void add(Rule rule, String message) {
        found.add(new Found(rule, at(step().heading().offset()), null, message));
    }

    /** About a place seen earlier. */
    public void add(Rule rule, Location place, String message) {
        found.add(new Found(rule, place, null, message));
    }

    public List<Found> all() {
        return List.copyOf(found);
    }

    private Location at(int offset) {
        return new Location(step(), offset);
    }

    private Step step() {
        return Objects.requireNonNull(step, "a rule found something outside of a step");
    }
}
