package org.schemuse.testsupport;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the environment variable {@code SCHEMUSE_TEST_SERVER} asks for. */
sealed interface ServerChoice {

    String VARIABLE = "SCHEMUSE_TEST_SERVER";

    /** The supported majors, oldest first. */
    List<Integer> MAJORS = List.of(15, 16, 17, 18);

    int DEFAULT_MAJOR = 17;

    /** A server that is already running. */
    record At(String jdbcUrl) implements ServerChoice {}

    record Container() implements ServerChoice {}

    record Embedded(int major) implements ServerChoice {}

    /** Nothing asked for: a container where a Docker engine answers, else embedded. */
    record Whatever() implements ServerChoice {}

    /**
     * Reads the variable's value.
     *
     * @param value null or blank when the variable is not set
     * @throws IllegalArgumentException when the value is none of the known forms; the message names them
     */
    static ServerChoice parse(String value) {
        if (value == null || value.isBlank()) {
            return new Whatever();
        }
        if (value.startsWith("jdbc:postgresql:")) {
            return new At(value);
        }
        if (value.equals("testcontainers")) {
            return new Container();
        }
        Matcher embedded = Pattern.compile("embedded(?::(\\d{1,3}))?").matcher(value);
        if (embedded.matches()) {
            int major = embedded.group(1) == null ? DEFAULT_MAJOR : Integer.parseInt(embedded.group(1));
            if (MAJORS.contains(major)) {
                return new Embedded(major);
            }
        }
        // The value is not repeated: a mistyped URL may hold a password.
        throw new IllegalArgumentException(VARIABLE + ": expected a URL that starts with jdbc:postgresql:,"
                + " or one of testcontainers, embedded, embedded:15, embedded:16, embedded:17, embedded:18; found"
                + " something else. Correct the variable, or unset it.");
    }
}
