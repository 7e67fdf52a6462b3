package org.schemuse.changelog.liquibase;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.change.Change;
import liquibase.change.core.SQLFileChange;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.resource.Resource;
import liquibase.resource.ResourceAccessor;
import liquibase.sql.Sql;
import liquibase.sql.visitor.SqlVisitor;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.SqlStatement;
import org.schemuse.changelog.catalog.Changeset;

/** Asks Liquibase for the SQL of changesets, and looks for it in their files. */
final class SqlPlan {
    private final Database offline;
    private final ResourceAccessor files;
    private final Map<String, String> texts = new HashMap<>();

    SqlPlan(Database offline, ResourceAccessor files) {
        this.offline = offline;
        this.files = files;
    }

    PlannedChangeset of(ChangeSet changeset, Changeset listed) {
        String source = changeset.getChangeLog().getPhysicalFilePath();
        int offset = offset(changeset, text(source));
        int line = offset < 0 ? 0 : line(text(source), offset);
        List<String> unknown = new ArrayList<>();
        Location place = new Location(source, Math.max(offset, 0), line);
        List<PlannedChangeset.Statement> up = new ArrayList<>();
        for (Change change : changeset.getChanges()) {
            up.addAll(statements(changeset, change, place, unknown, () -> change.generateStatements(offline)));
        }
        return new PlannedChangeset(
                listed,
                source,
                line,
                changeset.isRunInTransaction(),
                changeset.isAlwaysRun(),
                changeset.isRunOnChange(),
                up,
                down(changeset, place, unknown),
                unknown);
    }

    /** Where to look for the text of a statement, and the line to name where it is not found. */
    private record Location(String file, int offset, int line) {}

    private interface Generator {
        SqlStatement[] statements() throws Exception;
    }

    private List<PlannedChangeset.Statement> down(ChangeSet changeset, Location place, List<String> unknown) {
        List<PlannedChangeset.Statement> down = new ArrayList<>();
        if (changeset.hasCustomRollbackChanges()) {
            for (Change change : changeset.getRollback().getChanges()) {
                down.addAll(statements(changeset, change, place, unknown, () -> change.generateStatements(offline)));
            }
        } else if (changeset.supportsRollback(offline)) {
            List<Change> changes = changeset.getChanges();
            for (int i = changes.size() - 1; i >= 0; i--) {
                Change change = changes.get(i);
                down.addAll(statements(
                        changeset, change, place, unknown, () -> change.generateRollbackStatements(offline)));
            }
        }
        return down;
    }

    private List<PlannedChangeset.Statement> statements(
            ChangeSet changeset, Change change, Location place, List<String> unknown, Generator generator) {
        String kind = change.getSerializedObjectName();
        Location where = change instanceof SQLFileChange file ? new Location(path(file, place), 0, 1) : place;
        List<PlannedChangeset.Statement> statements = new ArrayList<>();
        try {
            for (SqlStatement statement : generator.statements()) {
                for (Sql sql : SqlGeneratorFactory.getInstance().generateSql(statement, offline)) {
                    String text = modified(changeset, sql.toSql());
                    statements.add(new PlannedChangeset.Statement(text, kind, where.file(), line(where, text)));
                }
            }
        } catch (Exception e) {
            // Some changes read the database, and there is none.
            unknown.add(kind + ": " + ErrorText.of(e));
        }
        return statements;
    }

    private String modified(ChangeSet changeset, String sql) {
        String text = sql;
        for (SqlVisitor visitor : changeset.getSqlVisitors()) {
            text = visitor.modifySql(text, offline);
        }
        return text;
    }

    private String path(SQLFileChange change, Location place) {
        if (!Boolean.TRUE.equals(change.isRelativeToChangelogFile())) {
            return change.getPath();
        }
        int slash = place.file().lastIndexOf('/');
        return slash < 0 ? change.getPath() : place.file().substring(0, slash + 1) + change.getPath();
    }

    /** The line of the statement's first line that is not blank, looked for behind the changeset's beginning. */
    private int line(Location place, String sql) {
        String text = text(place.file());
        String first = sql.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .findFirst()
                .orElse("");
        int found = first.isEmpty() ? -1 : text.indexOf(first, place.offset());
        return found < 0 ? place.line() : line(text, found);
    }

    /** Where the changeset begins: formatted SQL, XML, and YAML or JSON each name the id in their own way. */
    private static int offset(ChangeSet changeset, String text) {
        String id = Pattern.quote(changeset.getId());
        String author = Pattern.quote(changeset.getAuthor());
        Matcher head = Pattern.compile("(?m)^\\s*--\\s*changeset\\s+[\"']?" + author + ":" + id + "\\b"
                        + "|<changeSet\\b[^>]*\\bid\\s*=\\s*[\"']" + id + "[\"']"
                        + "|^[\\s-]*[\"']?id[\"']?\\s*:\\s*[\"']?" + id + "[\"']?\\s*,?\\s*$")
                .matcher(text);
        return head.find() ? head.start() + leadingBlanks(head.group()) : -1;
    }

    private static int leadingBlanks(String found) {
        return found.length() - found.stripLeading().length();
    }

    private static int line(String text, int offset) {
        return 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    /** Empty where the file is not found; Liquibase has said so already. */
    private String text(String path) {
        return texts.computeIfAbsent(path, missing -> {
            try {
                Resource resource = files.get(missing);
                if (resource == null || !resource.exists()) {
                    return "";
                }
                try (InputStream in = resource.openInputStream()) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            } catch (IOException e) {
                return "";
            }
        });
    }
}
