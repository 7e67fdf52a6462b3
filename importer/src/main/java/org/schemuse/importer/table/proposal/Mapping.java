package org.schemuse.importer.table.proposal;

import java.util.ArrayList;
import java.util.List;
import org.schemuse.importer.table.shape.TableShape;

/** A mapping that was proposed, as YAML with its doubts. */
public final class Mapping {
    private final TableShape table;
    private final FileOrigin origin;
    private final long rows;
    private final long rejected;
    private final List<ColumnEntry> entries;
    private final List<ColumnEntry> missing;
    private final List<String> unused;
    private final List<String> further;

    /**
     * The file that it is for.
     *
     * @param typed whether it tells texts from other values
     */
    record FileOrigin(String name, boolean typed) {}

    Mapping(
            TableShape table,
            FileOrigin origin,
            long rows,
            long rejected,
            List<ColumnEntry> entries,
            List<ColumnEntry> missing,
            List<String> unused,
            List<String> further) {
        this.table = table;
        this.origin = origin;
        this.rows = rows;
        this.rejected = rejected;
        this.entries = entries;
        this.missing = missing;
        this.unused = unused;
        this.further = further;
    }

    /** How many rows the file has. */
    public long rows() {
        return rows;
    }

    /** How many rows an import with the mapping as it is would reject at least. */
    public long rejected() {
        return rejected;
    }

    /** All doubts, a line each, with the column that they are about. */
    public List<String> doubts() {
        List<String> doubts = new ArrayList<>(further);
        entries.forEach(entry -> entry.doubts().forEach(doubt -> doubts.add(entry.column() + ": " + doubt)));
        missing.forEach(entry -> entry.doubts().forEach(doubt -> doubts.add(entry.column() + ": " + doubt)));
        if (!unused.isEmpty()) {
            doubts.add(unusedDoubt());
        }
        return doubts;
    }

    private String unusedDoubt() {
        return (unused.size() == 1 ? "this field fills" : "these fields fill") + " no column; skip: leaves "
                + (unused.size() == 1 ? "it" : "them") + " out, otherwise rows that have "
                + (unused.size() == 1 ? "it" : "one") + " are rejected";
    }

    /** A schema of the file, as the table has it. */
    public String schemaFile() {
        return SchemaFile.of(table, origin.typed());
    }

    /** As the file that an import reads. */
    public String text() {
        StringBuilder yaml = new StringBuilder();
        comment(yaml, "", "Proposed by schemuse map from " + Misfits.counted(rows, "row") + " of " + origin.name());
        further.forEach(doubt -> comment(yaml, "", "doubt: " + doubt));
        yaml.append("table: ").append(YamlWords.scalar(table.name())).append('\n');
        if (!unused.isEmpty()) {
            comment(yaml, "", "doubt: " + unusedDoubt());
            comment(yaml, "", "skip: " + YamlWords.list(unused));
        }
        yaml.append(entries.isEmpty() ? "columns: {}\n" : "columns:\n");
        for (ColumnEntry entry : entries) {
            entry.doubts().forEach(doubt -> comment(yaml, "  ", "doubt: " + doubt));
            yaml.append("  ").append(entry.line()).append('\n');
        }
        List<String> optional = missing.stream()
                .filter(entry -> entry.doubts().isEmpty())
                .map(ColumnEntry::column)
                .toList();
        if (!optional.isEmpty()) {
            comment(yaml, "  ", "no field fills " + String.join(", ", optional));
        }
        for (ColumnEntry entry : missing) {
            if (entry.doubts().isEmpty()) {
                continue;
            }
            entry.doubts().forEach(doubt -> comment(yaml, "  ", "doubt: " + doubt));
            comment(yaml, "  ", entry.line());
        }
        return yaml.toString();
    }

    private static void comment(StringBuilder yaml, String indent, String text) {
        yaml.append(indent).append("# ").append(YamlWords.comment(text)).append('\n');
    }
}
