package org.schemuse.changelog.lint.report;

import java.util.Locale;

/** What a rule is about; the order is that of lists and of the index of the pages. */
public enum Topic {
    LOCKS("Locks and rewrites"),
    DATA("Data loss and broken programs"),
    TYPES("Types and names"),
    CHANGESETS("Liquibase"),
    SECURITY("Row-level security, privileges, functions");

    private final String title;

    Topic(String title) {
        this.title = title;
    }

    /** As a heading. */
    public String title() {
        return title;
    }

    /** As lists and documents have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
