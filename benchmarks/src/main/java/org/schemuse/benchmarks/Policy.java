package org.schemuse.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.schemuse.testsupport.volume.SampleRows;

/**
 * What a table's policies let the application see, as somebody would write it into a query.
 *
 * @param byHand with a question mark where the policy asks for the user, the tenant or the user's class
 * @param arguments the values of the question marks, for the first user and the first organization of {@link SampleRows}
 */
record Policy(String table, String byHand, List<String> arguments) {
    private static final String POLICIES = """
            SELECT p.polrelid::regclass::text, string_agg(pg_get_expr(p.polqual, p.polrelid), ' OR ')
            FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relrowsecurity
                AND p.polcmd IN ('r', '*') AND ?::regrole = ANY (p.polroles)
            GROUP BY 1 ORDER BY 1""";

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
        List<String> arguments = new ArrayList<>();
        List<String> functions = CONTEXT.matcher(expression)
                .results()
                .map(match -> match.group(1))
                .toList();
        String sql = expression;
        for (String function : functions) {
            try (PreparedStatement statement = connection.prepareStatement(
                            "SELECT v::text, pg_typeof(v)::text FROM " + function + "() v");
                    ResultSet row = statement.executeQuery()) {
                row.next();
                arguments.add(row.getString(1));
                sql = CONTEXT.matcher(sql).replaceFirst(Matcher.quoteReplacement("?::" + row.getString(2)));
            }
        }
        return new Policy(table, "(" + sql + ")", arguments.stream().collect(Collectors.toUnmodifiableList()));
    }
}
