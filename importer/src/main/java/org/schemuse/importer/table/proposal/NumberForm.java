package org.schemuse.importer.table.proposal;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers with a sign between thousands, or with another decimal sign. */
final class NumberForm extends Transformation {
    private static final String BLANKS = "[ \u00a0\u202f]";

    private final Pattern form;
    private final Pattern group;
    private final char decimal;

    private NumberForm(String example, String group, char decimal) {
        super("number", example);
        String fraction = "(?:" + Pattern.quote(String.valueOf(decimal)) + "[0-9]+)?";
        String grouped = group.isEmpty() ? "" : "|[0-9]{1,3}(?:" + group + "[0-9]{3})+";
        this.form = Pattern.compile("[-+]?(?:[0-9]+" + grouped + ")" + fraction);
        this.group = Pattern.compile(group.isEmpty() ? "(?!)" : group);
        this.decimal = decimal;
    }

    /** All that a mapping can name; without a sign between thousands before those with another one. */
    static List<NumberForm> all() {
        return List.of(
                new NumberForm("1,234.56", ",", '.'),
                new NumberForm("1234,56", "", ','),
                new NumberForm("1.234,56", "\\.", ','),
                new NumberForm("1 234,56", BLANKS, ','),
                new NumberForm("1'234.56", "['\u2019]", '.'));
    }

    @Override
    @Nullable
    String apply(String text) {
        return form.matcher(text).matches() ? group.matcher(text).replaceAll("").replace(decimal, '.') : null;
    }
}
