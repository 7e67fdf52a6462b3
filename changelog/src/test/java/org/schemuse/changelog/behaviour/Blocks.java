package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** Counts the blocks of 8 KB that a query reads, which unlike time are the same on every machine. */
public final class Blocks {
    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");

    private Blocks() {}

    /** The query reads fewer than 120 blocks; a scan of ten thousand rows reads more. */
    public static void few(Handle handle, String query) {
        fewerThan(120, handle, query);
    }

    static void fewerThan(long most, Handle handle, String query) {
        plan(handle, query); // the first time reads what PostgreSQL knows of the functions too
        String plan = plan(handle, query);
        assertThat(in(plan)).as("blocks of: %s%n%s", query, plan).isPositive().isLessThan(most);
    }

    /** How many blocks a statement touches, without what triggers after it do. */
    static long of(Handle handle, String statement) {
        return in(plan(handle, statement));
    }

    /** How many blocks a plan says that its statement touched. */
    static long in(String plan) {
        Matcher blocks = BUFFERS.matcher(plan);
        assertThat(blocks.find()).as(plan).isTrue();
        return number(blocks.group(1)) + number(blocks.group(2));
    }

    /** What PostgreSQL did for a statement, which runs, with the blocks that it touched. */
    static String plan(Handle handle, String statement) {
        return String.join("\n", Attempts.texts(handle, "EXPLAIN (ANALYZE, BUFFERS, TIMING off) " + statement));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
