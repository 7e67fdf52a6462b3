package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.function.Executable;
import org.postgresql.PGConnection;

/** What a session tries with a table; each attempt is a test of its own, in a transaction that is rolled back. */
final class Attempts {
    private record Attempt(String shape, Executable trial) {}

    private final Handle handle;
    private final List<Attempt> attempts = new ArrayList<>();

    Attempts(Handle handle) {
        this.handle = handle;
    }

    Stream<DynamicNode> tests() {
        return attempts.stream().map(attempt -> dynamicTest(attempt.shape(), attempt.trial()));
    }

    /** Tries it all at once. Returns the shapes of statement that did not end as expected. */
    List<String> failures() {
        return attempts.stream().filter(Attempts::fails).map(Attempt::shape).toList();
    }

    private static boolean fails(Attempt attempt) {
        try {
            attempt.trial().execute();
            return false;
        } catch (Throwable e) {
            return true;
        }
    }

    Attempts does(String shape, Consumer<Handle> attempt) {
        attempts.add(new Attempt(shape, () -> {
            handle.begin();
            try {
                attempt.accept(handle);
            } finally {
                handle.rollback();
            }
        }));
        return this;
    }

    /** The statement returns exactly these texts. */
    Attempts shows(String shape, List<String> expected, String sql, Object... arguments) {
        return does(shape, h -> assertThat(texts(h, sql, arguments)).containsExactlyInAnyOrderElementsOf(expected));
    }

    /** The same, or a refusal where the application has no such privilege. */
    Attempts shows(String shape, boolean privileged, List<String> expected, String sql, Object... arguments) {
        return privileged ? shows(shape, expected, sql, arguments) : refused(shape, sql, arguments);
    }

    /** {@code COPY} writes exactly these lines, or is refused where the application has no such privilege. */
    Attempts copies(boolean privileged, List<String> expected, String table, String query) {
        return does("COPY TO", h -> {
            if (!privileged) {
                assertThat(SqlState.of(() -> copied(h, "COPY " + table + " TO STDOUT")))
                        .isEqualTo(SqlState.REFUSED);
                return;
            }
            assertThat(copied(h, "COPY " + table + " TO STDOUT")).hasSize(expected.size());
            assertThat(copied(h, "COPY (" + query + ") TO STDOUT")).containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    /** The statement changes no row, or is refused where the application has no such privilege. */
    Attempts changesNone(String shape, boolean privileged, String sql, Object... arguments) {
        return privileged
                ? does(shape, h -> assertThat(h.execute(sql, arguments)).isZero())
                : refused(shape, sql, arguments);
    }

    Attempts refused(String shape, String sql, Object... arguments) {
        return does(
                shape,
                h -> assertThat(SqlState.of(() -> h.execute(sql, arguments))).isEqualTo(SqlState.REFUSED));
    }

    static List<String> texts(Handle handle, String sql, Object... arguments) {
        return handle.select(sql, arguments).mapTo(String.class).list();
    }

    private static List<String> copied(Handle handle, String sql) {
        try {
            StringWriter out = new StringWriter();
            handle.getConnection().unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out);
            return out.toString().lines().toList();
        } catch (SQLException | IOException e) {
            throw new AssertionError(sql, e);
        }
    }
}
