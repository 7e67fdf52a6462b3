package org.schemuse.importer.load.merge;

import java.util.Map;
import java.util.Set;

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
    /** Of a table about which there is nothing to say. */
    public static final TableRules PLAIN =
            new TableRules(false, false, "false", Set.of(), Set.of(), Set.of(), Map.of());

    /** When rows were made and changed; where the input does not know it, the present dates stay. */
    static final Set<String> DATES = Set.of("created_at", "updated_at");

    /** The expression that takes columns out of a row as JSON. */
    static String without(Set<String> columns) {
        return columns.stream().sorted().map(column -> " - '" + column + "'").reduce("", String::concat);
    }
}
