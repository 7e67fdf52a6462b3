package org.schemuse.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.schemuse.testsupport.volume.SampleRows;

/**
 * What a table's policies let the application see, as somebody would write it into a query.
 *
 * @param byHand with a question mark where the policy asks for the user or the tenant; everything else that it asks, such as
 *     the user's class, this asks too
 * @param arguments the values of the question marks, for the first user and the first organization of {@link SampleRows}
 */
record Policy(String table, String byHand, List<String> arguments) {
    private static final String POLICIES = """
            SELECT p.polrelid::regclass::text, string_agg(pg_get_expr(p.polqual, p.polrelid), ' OR ')
            FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relrowsecurity
                AND p.polcmd IN ('r', '*') AND ?::regrole = ANY (p.polroles)
            GROUP BY 1 ORDER BY 1""";

    /** Policies that ask another table's policy, with that one written out. */
    private static final Map<String, String> WRITTEN_OUT = Map.of(
            "modules",
            "EXISTS (SELECT FROM prompts p WHERE p.id = modules.prompt_id AND p.user_id = ?::uuid)",
            "variables",
            "EXISTS (SELECT FROM prompts p WHERE p.id = variables.prompt_id AND p.user_id = ?::uuid)",
            "module_options",
            "EXISTS (SELECT FROM modules m JOIN prompts p ON p.id = m.prompt_id"
                    + " WHERE m.id = module_options.module_id AND p.user_id = ?::uuid)");

    private static final Pattern CONTEXT = Pattern.compile("\\( SELECT (current_\\w+)\\(\\) AS current_\\w+\\)");

    static List<Policy> all(Connection connection, String role) throws SQLException {
        SampleRows.actAsTheFirst(connection);
        List<Policy> policies = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(POLICIES)) {
            statement.setString(1, role);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    policies.add(byHand(connection, rows.getString(1), rows.getString(2)));
                }
            }
        }
        return policies;
    }

    private static Policy byHand(Connection connection, String table, String expression) throws SQLException {
        if (WRITTEN_OUT.containsKey(table)) {
            List<String> user = List.of(value(connection, "current_user_id")[0]);
            return new Policy(table, "(" + WRITTEN_OUT.get(table) + ")", user);
        }
        List<String> arguments = new ArrayList<>();
        List<String> functions = CONTEXT.matcher(expression)
                .results()
                .map(match -> match.group(1))
                .toList();
        String sql = expression;
        for (String function : functions) {
            String[] value = value(connection, function);
            arguments.add(value[0]);
            sql = CONTEXT.matcher(sql).replaceFirst(Matcher.quoteReplacement("?::" + value[1]));
        }
        return new Policy(table, "(" + sql + ")", arguments.stream().collect(Collectors.toUnmodifiableList()));
    }

    /** What the function returns, and its type. */
    private static String[] value(Connection connection, String function) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT v::text, pg_typeof(v)::text FROM " + function + "() v");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new String[] {row.getString(1), row.getString(2)};
        }
    }
}
