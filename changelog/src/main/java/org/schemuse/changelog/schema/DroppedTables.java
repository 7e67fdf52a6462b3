package org.schemuse.changelog.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds in the SQL of a rollback which tables each step drops, by the names that they have before the rollback. It does not
 * see what a DO block or a function drops.
 */
final class DroppedTables {
    private static final String NAME = "(?:\"?\\w+\"?\\.)?\"?(\\w+)\"?";

    private static final Pattern LINE = Pattern.compile("(?im)^-- Rolling Back ChangeSet: .+::(?<id>.+)::[^:\\n]+$"
            + "|^\\s*ALTER TABLE (?:IF EXISTS )?(?:ONLY )?" + NAME + " RENAME TO " + NAME
            + "|^\\s*DROP TABLE (?:IF EXISTS )?(?<tables>[^;]+?)(?: CASCADE| RESTRICT)?;");

    private static final Pattern TABLE = Pattern.compile(NAME + "\\s*(?:,|$)");

    private DroppedTables() {}

    /**
     * One changeset that is rolled back.
     *
     * @param tables the names before the rollback of the tables that go with it
     */
    record Step(String id, List<String> tables) {}

    static List<Step> of(String sql) {
        List<Step> steps = new ArrayList<>();
        Map<String, String> first = new HashMap<>();
        Matcher line = LINE.matcher(sql);
        while (line.find()) {
            if (line.group("id") != null) {
                steps.add(new Step(line.group("id"), new ArrayList<>()));
            } else if (line.group("tables") == null) {
                first.put(line.group(3), first.getOrDefault(line.group(2), line.group(2)));
            } else if (!steps.isEmpty()) {
                TABLE.matcher(line.group("tables"))
                        .results()
                        .map(table -> first.getOrDefault(table.group(1), table.group(1)))
                        .forEach(steps.get(steps.size() - 1).tables()::add);
            }
        }
        return steps;
    }
}
