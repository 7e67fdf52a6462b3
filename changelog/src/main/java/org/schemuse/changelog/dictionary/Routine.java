package org.schemuse.changelog.dictionary;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function or procedure.
 *
 * @param arguments as PostgreSQL prints them, with names, types and defaults
 * @param declared the result's type as PostgreSQL prints it; null for a procedure
 * @param parameters those a call can give a value for
 * @param result what it returns, or each row of it
 * @param fields the columns of a row that it declares itself (OUT or TABLE); empty if it declares none
 * @param set whether it returns any number of rows
 */
public record Routine(
        String name,
        String arguments,
        @Nullable String declared,
        Traits traits,
        List<Parameter> parameters,
        ValueType result,
        List<Parameter> fields,
        boolean set) {

    /** A parameter, or a field of the result; an unnamed one has the name "". */
    public record Parameter(String name, ValueType type, boolean optional) {}

    /**
     * What a caller should know besides.
     *
     * @param volatility VOLATILE, STABLE or IMMUTABLE
     * @param securityDefiner whether it runs with its owner's rights
     */
    public record Traits(
            String language,
            String volatility,
            boolean securityDefiner,
            @Nullable String comment) {}

    /** Called by the server only, never by a client. */
    boolean isTrigger() {
        return result instanceof ValueType.Scalar scalar
                && (scalar.name().equals("trigger") || scalar.name().equals("event_trigger"));
    }
}
