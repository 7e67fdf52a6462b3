package org.schemuse.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.schemuse.testsupport.TestDatabase;

/** The server judges what SQL with our quotes means. */
class QuotingIT {
    private static final TestDatabase DATABASE = TestDatabase.empty();

    private static final List<String> HOSTILE = List.of(
            "plain",
            "Two Words",
            "select",
            "\"",
            "\"\"; DROP TABLE t; --",
            "it's",
            "''",
            "a\\b",
            "\\",
            "\\'",
            "a.b",
            "$1 ? :name %I %%",
            "ünïcödé ☃ 𝔘",
            "tab\tnew\nline\r",
            "/* ",
            "E'",
            "$$ $tag$");

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    private static List<String> names() {
        Random random = new Random(12);
        String alphabet = "ab\"'\\.;$? %\n-Ä";
        Stream<String> drawn = Stream.generate(() -> random.ints(1 + random.nextInt(20), 0, alphabet.length())
                        .collect(
                                StringBuilder::new, (text, i) -> text.append(alphabet.charAt(i)), StringBuilder::append)
                        .toString())
                .limit(300);
        return Stream.concat(HOSTILE.stream(), drawn).toList();
    }

    @Test
    void theServerReadsAQuotedNameAsThatName() throws SQLException {
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            for (String name : names()) {
                assertThat(Sql.texts(connection, "SELECT unnest(parse_ident(?))", Quoting.qualified(name, "x" + name)))
                        .containsExactly(name, "x" + name);
                // The server quotes what needs it, in the same way.
                assertThat(Sql.texts(connection, "SELECT quote_ident(?)", name).get(0))
                        .isIn(name, Quoting.identifier(name));
            }
        }
    }

    @Test
    void aTableGetsTheNameThatWasQuoted() throws SQLException {
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            for (String name : HOSTILE) {
                Sql.execute(connection, "CREATE TABLE " + Quoting.qualified("public", name) + " (a int)");
                assertThat(SystemCatalog.hasRelation(connection, "public", name))
                        .isTrue();
                Sql.execute(connection, "DROP TABLE " + Quoting.identifier(name));
            }
        }
    }

    @Test
    void aLiteralIsTheServersOwnAndMeansItsText() throws SQLException {
        try (Connection connection = DATABASE.dataSource().getConnection()) {
            for (String conforming : List.of("on", "off")) {
                Sql.execute(connection, "SET standard_conforming_strings TO " + conforming);
                Sql.execute(connection, "SET escape_string_warning TO off");
                for (String text : names()) {
                    String literal = Quoting.literal(text);
                    assertThat(Sql.texts(connection, "SELECT quote_literal(?)", text))
                            .containsExactly(literal.strip());
                    assertThat(valueOf(connection, literal)).isEqualTo(text);
                }
            }
        }
    }

    /** Not prepared: the driver would look for parameters in it. */
    private static String valueOf(Connection connection, String literal) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT" + literal)) {
            row.next();
            return row.getString(1);
        }
    }
}
