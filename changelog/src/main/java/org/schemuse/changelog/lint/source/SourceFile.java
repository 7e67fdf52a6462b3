package org.schemuse.changelog.lint.source;

/**
 * A file that was read.
 *
 * @param path as findings name it
 */
public record SourceFile(String path, String text) {
    /** Line and column, both from 1. */
    public record Position(int line, int column) {}

    public Position position(int offset) {
        int end = Math.min(offset, text.length());
        int lineStart = text.lastIndexOf('\n', end - 1) + 1;
        long line = text.substring(0, lineStart).chars().filter(c -> c == '\n').count() + 1;
        return new Position((int) line, end - lineStart + 1);
    }

    /** The text of the line that holds an offset, without its end. */
    public String lineAt(int offset) {
        int at = Math.min(offset, text.length());
        int end = text.indexOf('\n', at);
        return text.substring(text.lastIndexOf('\n', at - 1) + 1, end < 0 ? text.length() : end)
                .stripTrailing();
    }

    /** Where the text of a line begins, counted from 1. */
    int offset(int line) {
        int offset = 0;
        for (int i = 1; i < line; i++) {
            offset = text.indexOf('\n', offset) + 1;
        }
        while (offset < text.length() && " \t-".indexOf(text.charAt(offset)) >= 0) {
            offset++;
        }
        return offset;
    }
}
