package org.schemuse.changelog.lint.report;

/**
 * A rule, for lists.
 *
 * @param topic locks, data, types, changesets or security
 * @param summary what it names, in one line
 */
public record RuleNote(String name, Severity severity, String topic, String summary) {}
