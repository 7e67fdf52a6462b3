package org.schemuse.changelog.lint.sql;

/**
 * A comment, without the characters that open and close it.
 *
 * @param offset where it begins, in characters
 */
public record Comment(String text, int offset) {}
