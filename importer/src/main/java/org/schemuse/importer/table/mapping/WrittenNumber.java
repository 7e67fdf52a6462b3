package org.schemuse.importer.table.mapping;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.shape.ColumnShape;

/**
 * Numbers with another sign before the fraction than a point, or with groups of digits. Groups must be of three digits; so a sign
 * that stands for the fraction in another country is not taken for a group.
 */
record WrittenNumber(String example) implements Translation {
    /** The examples that show how numbers are written. */
    static final List<String> EXAMPLES = List.of("1,234.56", "1.234,56", "1 234,56", "1'234.56", "1234,56", "1234.56");

    private static final int GROUP = 3;
    private static final char NO_GROUPS = 0;
    /** What is after the thousands in an example that has a sign between groups. */
    private static final int AFTER_THOUSAND = 1;

    private char group() {
        char sign = example.charAt(AFTER_THOUSAND);
        return Character.isDigit(sign) ? NO_GROUPS : sign;
    }

    private char point() {
        return example.charAt(example.length() - GROUP);
    }

    @Override
    public @Nullable String apply(Cell cell, ColumnShape column) {
        if (cell.is(Kind.NUMBER)) {
            return null;
        }
        String plain = cell.is(Kind.TEXT) ? plain(TextRule.trimmed(cell.text())) : null;
        if (plain == null) {
            return "a number such as " + example;
        }
        cell.setText(plain);
        return null;
    }

    private @Nullable String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        if (!text.isEmpty() && "+-\u2212".indexOf(text.charAt(0)) >= 0) {
            plain.append(text.charAt(at++) == '+' ? "" : "-");
        }
        int first = at;
        at = digits(text, at, plain);
        int inGroup = at - first;
        while (at < text.length() && isGroup(text.charAt(at))) {
            int from = at + 1;
            at = digits(text, from, plain);
            if (inGroup == 0 || inGroup > GROUP || at - from != GROUP) {
                return null;
            }
            inGroup = GROUP;
        }
        if (at < text.length() && text.charAt(at) == point()) {
            plain.append('.');
            int from = at + 1;
            at = digits(text, from, plain);
            inGroup = at - from;
        }
        return at == text.length() && inGroup > 0 ? plain.toString() : null;
    }

    private boolean isGroup(char c) {
        return switch (group()) {
            case ' ' -> c == ' ' || c == '\u00a0' || c == '\u202f' || c == '\u2009';
            case '\'' -> c == '\'' || c == '\u2019';
            case NO_GROUPS -> false;
            default -> c == group();
        };
    }

    private static int digits(String text, int from, StringBuilder plain) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            plain.append(text.charAt(at++));
        }
        return at;
    }

    @Override
    public Optional<String> refusal(ColumnShape column) {
        return ColumnTypes.isNumber(column) ? Optional.empty() : Optional.of("number: is for columns of numbers");
    }
}
