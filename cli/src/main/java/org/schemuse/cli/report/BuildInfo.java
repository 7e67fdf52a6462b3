package org.schemuse.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What this build calls itself.
 *
 * @param version Schemuse's own version, such as {@code 0.1.0}; imports record it
 * @param postgres the version of the PostgreSQL binaries inside, such as {@code 17.11.0}
 */
public record BuildInfo(String version, String postgres) {

    /** Read from the file the build filled in. */
    public static BuildInfo read() {
        try (InputStream in = BuildInfo.class.getResourceAsStream("build.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return new BuildInfo(properties.getProperty("version"), properties.getProperty("postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The major version of the PostgreSQL inside: {@code 17}. */
    public String postgresMajor() {
        return postgres.substring(0, postgres.indexOf('.'));
    }
}
