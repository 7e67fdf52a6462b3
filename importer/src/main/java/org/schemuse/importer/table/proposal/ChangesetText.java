package org.schemuse.importer.table.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.schemuse.importer.table.proposal.NewTable.Reference;
import org.schemuse.postgres.Quoting;

/** A new table as a Liquibase changeset in formatted SQL. */
public final class ChangesetText {
    private static final String INDENT = "    ";

    private final NewTable table;

    private ChangesetText(NewTable table) {
        this.table = table;
    }

    /** The whole file. */
    public static String of(NewTable table) {
        return new ChangesetText(table).text();
    }

    private String text() {
        StringBuilder sql = new StringBuilder();
        String id = "create-" + table.name().replace('_', '-') + "-table";
        sql.append("--liquibase formatted sql logicalFilePath:").append(id).append(".sql\n\n");
        sql.append("--changeset schemuse:").append(id).append('\n');
        sql.append("--comment: ").append(harmless(table.comment())).append('\n');
        table.doubts()
                .forEach(doubt ->
                        sql.append("-- doubt: ").append(harmless(doubt)).append('\n'));
        if (table.primaryKey().isEmpty()) {
            sql.append("-- lint:ignore primary-key-missing no field of the file identifies a row\n");
        }
        sql.append("CREATE TABLE ")
                .append(name(table.name()))
                .append(" (\n")
                .append(lines())
                .append(");\n");
        sql.append(comment("TABLE", name(table.name()), table.comment()));
        for (NewColumn column : table.columns()) {
            sql.append(comment("COLUMN", name(table.name()) + "." + name(column.name()), column.comment()));
        }
        table.foreignKeys().forEach(key -> sql.append(index(key)));
        sql.append("\n--rollback DROP TABLE ").append(name(table.name())).append(";\n");
        return sql.toString();
    }

    private String lines() {
        List<String> constraints = constraints();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < table.columns().size(); i++) {
            NewColumn column = table.columns().get(i);
            column.doubts()
                    .forEach(doubt -> lines.append(INDENT)
                            .append("-- doubt: ")
                            .append(harmless(doubt))
                            .append('\n'));
            boolean last = i + 1 == table.columns().size() && constraints.isEmpty();
            lines.append(INDENT).append(definition(column)).append(last ? "\n" : ",\n");
        }
        return lines + constraints.stream().collect(Collectors.joining(",\n", "", constraints.isEmpty() ? "" : "\n"));
    }

    private String definition(NewColumn column) {
        boolean primary = table.primaryKey().equals(List.of(column.name()));
        StringBuilder definition =
                new StringBuilder(name(column.name())).append(' ').append(column.type());
        definition.append(primary ? " PRIMARY KEY" : column.notNull() ? " NOT NULL" : "");
        definition.append(column.unique() && !primary ? " UNIQUE" : "");
        column.checks()
                .forEach(check -> definition.append(" CHECK (").append(check).append(')'));
        return definition.toString();
    }

    private List<String> constraints() {
        List<String> constraints = new ArrayList<>();
        if (table.primaryKey().size() > 1) {
            constraints.add(INDENT + "PRIMARY KEY (" + names(table.primaryKey()) + ")");
        }
        for (Reference key : table.foreignKeys()) {
            constraints.add(INDENT + "FOREIGN KEY (" + names(key.columns()) + ") REFERENCES " + name(key.table()) + " ("
                    + names(key.targets()) + ")");
        }
        return constraints;
    }

    /** Otherwise each deletion of a row that is referred to reads the whole table. */
    private String index(Reference key) {
        String name = new ColumnNames().of(table.name() + "_" + String.join("_", key.columns()) + "_idx");
        return "CREATE INDEX " + name(name) + " ON " + name(table.name()) + " (" + names(key.columns()) + ");\n";
    }

    private static String names(List<String> columns) {
        return columns.stream().map(ChangesetText::name).collect(Collectors.joining(", "));
    }

    private static String comment(String kind, String name, String text) {
        return "COMMENT ON " + kind + " " + name + " IS "
                + Quoting.literal(harmless(text)).strip() + ";\n";
    }

    /** As people write it, if SQL takes it so. */
    static String name(String name) {
        return ColumnNames.isPlain(name) ? name : Quoting.identifier(name);
    }

    /** One line, in which Liquibase finds no parameter to replace. */
    static String harmless(String text) {
        return text.replace("${", "$ {").replaceAll("\\R", " ").strip();
    }
}
