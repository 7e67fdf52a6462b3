package org.schemuse.importer.table.fault;

/**
 * Every reason for which a row of a file is rejected. The names are stable: they stand in {@code import_findings.code}, in rejects
 * files, in reports and in {@code docs/tables.md}.
 */
public enum RowFault {
    RAGGED_ROW(
            "more or fewer values than the header has names",
            "give the row a value for each name, or quote a value that has the delimiter in it"),
    OPEN_QUOTE("a quote that is not closed before the end of the file", "close the quote"),
    BAD_TEXT(
            "a zero byte, or bytes that are invalid in the file's charset",
            "name the charset with --charset, or correct the text"),
    BAD_STRUCTURE("no object, or one that is nested too deep or too long", "write the row as one object"),
    DUPLICATE_FIELD("a field twice", "remove one of them"),
    UNKNOWN_FIELD("a field that no column of the table has", "correct its name, or leave it out with --skip-field"),
    BAD_VALUE("a value that the column's type does not have", "correct the value"),
    TOO_LONG("a text longer than its column", "shorten it"),
    VALUE_MISSING("no value for a column that must have one", "give it a value"),
    CHECK_FAILED("values that a CHECK constraint refuses", "correct the values"),
    DUPLICATE_KEY("the key of an earlier row of the file", "remove one of the rows, or correct the key"),
    KEY_TAKEN("a key that a row of the table has already", "correct the key, or use --on-conflict skip or update"),
    NO_SUCH_REFERENCE("a reference to a row that does not exist", "correct the reference, or import that row first"),
    EXCLUDED("values that an exclusion constraint does not allow beside another row", "correct the values"),
    REFUSED_BY_POLICY(
            "a row that row-level security does not let this role write",
            "import it as the tenant or user it belongs to"),
    REFUSED_BY_SERVER("a row that the server refuses for another reason", "see what the server says");

    private final String meaning;
    private final String remedy;

    RowFault(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** What the row has, for people who see the code for the first time. */
    public String meaning() {
        return meaning;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
