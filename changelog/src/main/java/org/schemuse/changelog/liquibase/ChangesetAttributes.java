package org.schemuse.changelog.liquibase;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import liquibase.change.AbstractSQLChange;
import liquibase.change.Change;
import liquibase.change.core.TagDatabaseChange;
import liquibase.changelog.ChangeSet;

/** What a changeset says of how it is to be run. */
final class ChangesetAttributes {
    private ChangesetAttributes() {}

    static Map<String, String> of(ChangeSet changeset) {
        Map<String, String> attributes = new HashMap<>();
        attributes.put("runintransaction", Boolean.toString(changeset.isRunInTransaction()));
        attributes.put("runonchange", Boolean.toString(changeset.isRunOnChange()));
        attributes.put("failonerror", Boolean.toString(!Boolean.FALSE.equals(changeset.getFailOnError())));
        if (changeset.getValidCheckSums().stream()
                .anyMatch(sum -> sum.toString().toLowerCase(Locale.ROOT).endsWith("any"))) {
            attributes.put("validchecksum", "any");
        }
        String stable = changeset.getChangeLog().getRawLogicalFilePath();
        if (stable != null) {
            attributes.put("logicalfilepath", stable);
        }
        changes("", changeset.getChanges(), attributes);
        changes("rollback", changeset.getRollback().getChanges(), attributes);
        return attributes;
    }

    private static void changes(String prefix, List<Change> changes, Map<String, String> attributes) {
        for (Change change : changes) {
            if (change instanceof AbstractSQLChange raw) {
                boolean splits = !Boolean.FALSE.equals(raw.isSplitStatements());
                attributes.merge(
                        prefix + "splitstatements",
                        Boolean.toString(splits),
                        (one, other) -> Boolean.toString(Boolean.parseBoolean(one) || splits));
                if (raw.getEndDelimiter() != null) {
                    attributes.put(prefix + "enddelimiter", raw.getEndDelimiter());
                }
            } else if (change instanceof TagDatabaseChange tag) {
                attributes.put("tag", tag.getTag());
            }
        }
    }
}
