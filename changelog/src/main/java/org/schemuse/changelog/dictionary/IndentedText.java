package org.schemuse.changelog.dictionary;

/** Lines of a text whose blocks are set in by two blanks. */
final class IndentedText {
    private final StringBuilder text = new StringBuilder();
    private String indentation = "";

    void line(String line) {
        text.append(indentation).append(line).append('\n');
    }

    /** {@code inner} writes the lines between the first and the last, which is left out if it is empty. */
    void block(String first, String last, Runnable inner) {
        line(first);
        indentation += "  ";
        inner.run();
        indentation = indentation.substring(2);
        if (!last.isEmpty()) {
            line(last);
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
