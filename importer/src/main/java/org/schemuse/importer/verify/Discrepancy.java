package org.schemuse.importer.verify;

/** Something in the database that is not as the dump has it. */
public record Discrepancy(String what, long expected, long found) {
    @Override
    public String toString() {
        return what + ": expected " + expected + ", found " + found;
    }
}
