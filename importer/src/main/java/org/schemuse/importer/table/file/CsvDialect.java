package org.schemuse.importer.table.file;

import java.util.List;
import org.schemuse.importer.finding.UnusableDumpException;

/**
 * How a CSV or text file separates values, and where its rows begin.
 *
 * @param delimiter between the values of a row
 * @param quote around a value; of no meaning in a text file
 * @param nullToken what stands for NULL if it is written without quotes
 * @param preamble the lines before the header, such as {@code sep=;}, without their line ends
 * @param names of the fields of a file that has no header; empty if it has one
 */
public record CsvDialect(char delimiter, char quote, String nullToken, List<String> preamble, List<String> names) {
    /** As RFC 4180 and PostgreSQL have it. */
    static final CsvDialect RFC4180 = new CsvDialect(',', '"', "", List.of(), List.of());

    /** The same, with lists of its own, if the characters can be told apart. */
    public CsvDialect {
        preamble = List.copyOf(preamble);
        names = List.copyOf(names);
        if (delimiter == quote || isLineEnd(delimiter) || isLineEnd(quote)) {
            throw new UnusableDumpException("the delimiter and the quote cannot be line ends, or the same character;"
                    + " set others with --delimiter and --quote");
        }
        if (nullToken.indexOf(delimiter) >= 0 || nullToken.chars().anyMatch(c -> c == quote || isLineEnd(c))) {
            throw new UnusableDumpException(
                    "the token for NULL contains the delimiter, the quote or a line end;" + " set another with --null");
        }
    }

    private static boolean isLineEnd(int c) {
        return c == '\n' || c == '\r';
    }

    /** Whether the values of a text need quotes to be read as they are. */
    boolean needsQuotes(String text) {
        if (text.equals(nullToken) || text.isEmpty()) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == delimiter || c == quote || isLineEnd(c)) {
                return true;
            }
        }
        return false;
    }
}
