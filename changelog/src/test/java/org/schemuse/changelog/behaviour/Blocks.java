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
        plan(handle, "EXPLAIN (ANALYZE) " + query); // the first time reads what PostgreSQL knows of the functions too
        long touched = of(handle, query);
        assertThat(touched).as(query).isPositive().isLessThan(most);
    }

    /** How many blocks a statement touches, without what triggers after it do. */
    static long of(Handle handle, String statement) {
        String plan = plan(handle, "EXPLAIN (ANALYZE, BUFFERS, TIMING off) " + statement);
        Matcher blocks = BUFFERS.matcher(plan);
        assertThat(blocks.find()).as(plan).isTrue();
        return number(blocks.group(1)) + number(blocks.group(2));
    }

    private static String plan(Handle handle, String explain) {
        return String.join("\n", Attempts.texts(handle, explain));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
