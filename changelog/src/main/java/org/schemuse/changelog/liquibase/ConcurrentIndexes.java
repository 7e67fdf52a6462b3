package org.schemuse.changelog.liquibase;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.change.AbstractSQLChange;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code CREATE} and {@code DROP INDEX CONCURRENTLY} repeatable. No transaction rolls them back, and the server
 * finishes one whose client was killed, before the ledger has it. A later run then finds the index that it is about to
 * build, or does not find the one that it is about to drop, and does not repeat the statement. It drops an index that an
 * attempt left invalid, and builds it again; {@code IF NOT EXISTS} would accept the invalid one.
 */
final class ConcurrentIndexes {
    // Possessive quantifiers, so that a long text does not need a deep stack.
    private static final String NAME = "\"(?:[^\"]++|\"\")++\"|[\\w$]++";
    private static final String QUALIFIED = "(?:" + NAME + ")(?:\\s*\\.\\s*(?:" + NAME + "))?";
    private static final String SPACE = "(?:\\s++|--[^\\n]*+\\n|/\\*.*?\\*/)*+";
    private static final Pattern WORD = Pattern.compile("(?i)\\bCONCURRENTLY\\b");

    /** Exactly one statement: what follows a semicolon would be executed too if this statement is replaced. */
    private static final Pattern CREATION = Pattern.compile("(?is)" + SPACE
            + "CREATE\\s+(?<unique>UNIQUE\\s+)?INDEX\\s+CONCURRENTLY\\s+(?<unless>IF\\s+NOT\\s+EXISTS\\s+)?"
            + "(?:(?<name>" + NAME + ")\\s+)?ON\\s+(?:ONLY\\s+)?(?<table>" + QUALIFIED + ")(?<rest>[^;]*);?\\s*");

    private static final Pattern REMOVAL = Pattern.compile("(?is)" + SPACE
            + "DROP\\s+INDEX\\s+CONCURRENTLY\\s+(?!IF\\s+EXISTS\\b)(?<index>" + QUALIFIED
            + ")\\s*(?:CASCADE|RESTRICT)?\\s*;?\\s*");

    private static final Pattern EITHER = Pattern.compile(
            "(?is)" + SPACE + "(?:CREATE\\s+(?:UNIQUE\\s+)?|DROP\\s+)INDEX\\s+CONCURRENTLY\\b[^;]*;?\\s*");

    private final Connection connection;
    private final Consumer<String> notes;

    private ConcurrentIndexes(Connection connection, Consumer<String> notes) {
        this.connection = connection;
        this.notes = notes;
    }

    /** A view of a connection on which such statements, outside of transactions, may be repeated. */
    static Connection repeatable(Connection connection, Consumer<String> notes) {
        ConcurrentIndexes indexes = new ConcurrentIndexes(connection, notes);
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = call(connection, method, arguments);
            return method.getName().equals("createStatement")
                    ? indexes.watched((Statement) Objects.requireNonNull(result))
                    : result;
        });
    }

    /** Whether a changeset without a transaction has nothing but such statements. */
    static boolean isAllThereIs(ChangeSet changeset) {
        return !changeset.getChanges().isEmpty()
                && changeset.getChanges().stream().allMatch(ConcurrentIndexes::isAllOf);
    }

    private static boolean isAllOf(Change change) {
        return change instanceof AbstractSQLChange sql
                && sql.getSql() != null
                && SqlSplitter.split(sql.getSql()).stream()
                        .allMatch(statement -> WORD.matcher(statement).find()
                                && EITHER.matcher(statement).matches());
    }

    private Statement watched(Statement statement) {
        return proxy(Statement.class, (proxy, method, arguments) -> {
            if (method.getName().equals("execute") && arguments.length == 1 && isSuperfluous((String) arguments[0])) {
                // The caller asks for results next, and gets those of an empty statement.
                return statement.execute("");
            }
            return call(statement, method, arguments);
        });
    }

    /** Whether the database has what the statement would bring about; an invalid index in its way is dropped. */
    private boolean isSuperfluous(String sql) throws SQLException {
        if (!WORD.matcher(sql).find() || !connection.getAutoCommit()) {
            return false;
        }
        Matcher creation = CREATION.matcher(sql);
        if (creation.matches()) {
            IndexCreation index = new IndexCreation(
                    creation.group("unique") != null,
                    creation.group("name"),
                    creation.group("table"),
                    creation.group("rest"));
            return index.reuse(connection, notes) && creation.group("unless") == null;
        }
        Matcher removal = REMOVAL.matcher(sql);
        if (!removal.matches() || IndexCreation.exists(connection, removal.group("index"))) {
            return false;
        }
        notes.accept("index " + removal.group("index") + " is gone already: DROP INDEX CONCURRENTLY is not repeated");
        return true;
    }

    private static <T> T proxy(Class<T> type, InvocationHandler calls) {
        return type.cast(
                Proxy.newProxyInstance(ConcurrentIndexes.class.getClassLoader(), new Class<?>[] {type}, calls));
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
