package org.schemuse.importer.load.merge;

import java.util.Map;
import java.util.Set;
import org.schemuse.postgres.Quoting;

/**
 * What a merge must know of the columns of a table. Conditions are SQL over the aliases {@code m} (what the row becomes) and
 * {@code cur} (what stands there).
 *
 * @param mirror whether its rows only repeat the input, so that they go when the input no longer has them
 * @param keepsNames whether others know its rows by their unique names, so that a name stays with a row that vanished
 * @param replaced when a vanished row goes although vanished rows stay; a condition on {@code cur} beside the staged tables
 * @param followed columns that say where in the input a row stood; they follow it and are nobody's change
 * @param fixed columns that no merge changes, so that they are not recorded
 * @param secret columns that are listed nowhere and that no audit trail has
 * @param renewed columns that become the present time, each with the condition for it
 */
public record TableRules(
        boolean mirror,
        boolean keepsNames,
        String replaced,
        Set<String> followed,
        Set<String> fixed,
        Set<String> secret,
        Map<String, String> renewed) {
    /** Of a table about which there is nothing to say; the methods below make others of it. */
    public static final TableRules PLAIN =
            new TableRules(false, false, "false", Set.of(), Set.of(), Set.of(), Map.of());

    public TableRules asMirror() {
        return new TableRules(true, keepsNames, replaced, followed, fixed, secret, renewed);
    }

    public TableRules keepingNames() {
        return new TableRules(mirror, true, replaced, followed, fixed, secret, renewed);
    }

    public TableRules replacedIf(String condition) {
        return new TableRules(mirror, keepsNames, condition, followed, fixed, secret, renewed);
    }

    public TableRules following(Set<String> columns) {
        return new TableRules(mirror, keepsNames, replaced, columns, fixed, secret, renewed);
    }

    public TableRules withFixed(String column) {
        return new TableRules(mirror, keepsNames, replaced, followed, Set.of(column), secret, renewed);
    }

    public TableRules withSecret(String column) {
        return new TableRules(mirror, keepsNames, replaced, followed, fixed, Set.of(column), renewed);
    }

    public TableRules renewing(String column, String condition) {
        return new TableRules(mirror, keepsNames, replaced, followed, fixed, secret, Map.of(column, condition));
    }

    /** When rows were made and changed; where the input does not know it, the present dates stay. */
    static final Set<String> DATES = Set.of("created_at", "updated_at");

    /** The expression that takes columns out of a row as JSON. */
    static String without(Set<String> columns) {
        return columns.stream()
                .sorted()
                .map(column -> " - " + Quoting.literal(column))
                .reduce("", String::concat);
    }
}
