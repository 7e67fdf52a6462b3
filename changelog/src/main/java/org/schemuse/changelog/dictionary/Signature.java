package org.schemuse.changelog.dictionary;

import java.util.ArrayList;
import java.util.List;
import org.schemuse.changelog.dictionary.Routine.Parameter;

/**
 * The arguments of a routine, sorted by what they are for.
 *
 * @param parameters what a call gives
 * @param fields what a row of the result consists of, where the routine says so itself
 */
record Signature(List<Parameter> parameters, List<Parameter> fields) {

    /**
     * From the columns of {@code pg_proc}.
     *
     * @param names empty where no argument has one
     * @param types of all arguments
     * @param modes i, o, b, v or t for each argument; empty where all are i
     * @param defaults so many of the last parameters may be left out
     */
    static Signature of(List<String> names, List<ValueType> types, List<String> modes, int defaults) {
        List<Parameter> parameters = new ArrayList<>();
        List<Parameter> fields = new ArrayList<>();
        int given = (int) modes.stream().filter(Signature::isGiven).count();
        int mandatory = (modes.isEmpty() ? types.size() : given) - defaults;
        for (int i = 0; i < types.size(); i++) {
            String name = names.isEmpty() ? "" : names.get(i);
            String mode = modes.isEmpty() ? "i" : modes.get(i);
            if (isGiven(mode)) {
                parameters.add(new Parameter(name, types.get(i), parameters.size() >= mandatory));
            }
            if (!mode.equals("i") && !mode.equals("v")) {
                fields.add(new Parameter(name, types.get(i), false));
            }
        }
        // One OUT parameter alone is the result; one column of a TABLE is still a row.
        boolean rows = fields.size() > 1 || modes.contains("t");
        return new Signature(List.copyOf(parameters), rows ? List.copyOf(fields) : List.of());
    }

    private static boolean isGiven(String mode) {
        return mode.equals("i") || mode.equals("b") || mode.equals("v");
    }
}
