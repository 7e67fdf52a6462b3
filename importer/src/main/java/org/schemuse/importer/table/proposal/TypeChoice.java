package org.schemuse.importer.table.proposal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.schemuse.importer.table.file.FileRow.Kind;
import org.schemuse.importer.table.shape.NearName;

/** The type of a new column: the narrowest that keeps every value of its field; in doubt it is text. */
final class TypeChoice {
    /** Longer numbers of equal length are numbers of articles, accounts and the like, which nobody adds up. */
    private static final int LONG_CODE = 10;

    private static final long LARGE = 1_000_000_000;
    /** A number column has place for so many digits before the point, so that the next file fits too. */
    private static final int USUAL_DIGITS = 10;

    private static final Pattern DIGITS_OF_A_CODE = Pattern.compile(
            "(?:^|_)(?:phone|telephone|tel|telefon|fax|mobile|mobil|handy|"
                    + "cell|zip|zipcode|postal|postcode|postleitzahl|plz|iban|bic|ean|isbn|gtin|upc|ssn|sku|account|konto|card|vat|serial|pin)(?:_|$)");
    private static final Pattern KEY = Pattern.compile("(?:.*_)?id");

    private final FieldFacts facts;
    private final String column;
    private final boolean primary;

    /**
     * Of a field.
     *
     * @param column that it fills
     * @param primary whether that is the primary key
     */
    TypeChoice(FieldFacts facts, String column, boolean primary) {
        this.facts = facts;
        this.column = column;
        this.primary = primary;
    }

    /** Which type it is, without its size. */
    InferredType type() {
        if (facts.kinds().contains(Kind.OBJECT) || facts.kinds().contains(Kind.ARRAY)) {
            return InferredType.DOCUMENT;
        }
        for (InferredType type : InferredType.values()) {
            if (facts.isAll(type)) {
                boolean another = (type == InferredType.INTEGER && isCode())
                        || (type == InferredType.BOOLEAN && facts.longest() == 1 && !facts.hasBothLetters());
                return another ? InferredType.TEXT : type;
            }
        }
        return InferredType.TEXT;
    }

    private boolean isCode() {
        return !facts.typed()
                && (DIGITS_OF_A_CODE.matcher(column).find() || (facts.isEvenlyLong() && facts.longest() >= LONG_CODE));
    }

    /** The type as SQL names it. */
    String sql() {
        InferredType type = type();
        if (type == InferredType.INTEGER) {
            boolean key = primary || KEY.matcher(column).matches();
            return key || facts.largest() > LARGE ? "bigint" : "integer";
        }
        if (type == InferredType.NUMERIC && facts.scale() > 0) {
            return "numeric(" + (Math.max(facts.digits(), USUAL_DIGITS) + facts.scale()) + ", " + facts.scale() + ")";
        }
        return type.sql();
    }

    /** Whether two values of the type are equal if and only if their texts are. */
    boolean isComparedByText() {
        return switch (type()) {
            case INTEGER, DATE, UUID, TEXT -> true;
            case NUMERIC -> facts.scale() >= 0;
            case BOOLEAN, MOMENT, DOCUMENT -> false;
        };
    }

    /** What the values leave open. */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        if (facts.values() == 0) {
            return List.of("no row has a value, so the type is not known");
        }
        if (type() != InferredType.TEXT) {
            return facts.kinds().size() > 1 ? List.of("values of several kinds: " + kinds()) : List.of();
        }
        if (facts.isAll(InferredType.INTEGER)) {
            doubts.add("all values are digits; text, because they look like a code and not like a number");
        } else if (facts.kinds().size() > 1) {
            doubts.add("values of several kinds: " + kinds());
        }
        for (InferredType type : InferredType.values()) {
            if (facts.isNearly(type)) {
                doubts.add("nearly all values fit " + type.sql() + ", but "
                        + facts.misfits(type).of(facts.values()));
                break;
            }
        }
        return doubts;
    }

    private String kinds() {
        return String.join(
                ", ",
                facts.kinds().stream()
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** That an import does not find a column by the name of its field, if it is so. */
    static Optional<String> nameDoubt(String field, String column) {
        return NearName.folded(field).equals(NearName.folded(column))
                ? Optional.empty()
                : Optional.of(
                        "the field has another name, so an import needs a mapping: schemuse map FILE --table TABLE");
    }
}
