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
        plan(handle, "EXPLAIN (ANALYZE) " + query); // the first time reads what PostgreSQL knows of the functions too
        String plan = plan(handle, "EXPLAIN (ANALYZE, BUFFERS, TIMING off) " + query);
        Matcher blocks = BUFFERS.matcher(plan);
        assertThat(blocks.find()).as(plan).isTrue();
        long touched = number(blocks.group(1)) + number(blocks.group(2));
        assertThat(touched).as("%s%n%s", query, plan).isPositive().isLessThan(120);
    }

    private static String plan(Handle handle, String explain) {
        return String.join("\n", Attempts.texts(handle, explain));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
