package org.schemuse.changelog.catalog;

/** Paths of changelog files as Liquibase compares them, whichever way they are written. */
public final class LedgerPath {
    private LedgerPath() {}

    /** Without {@code classpath:}, a slash at the beginning and a drive letter, and with slashes only. */
    public static String normal(String path) {
        return path.replace('\\', '/')
                .replaceFirst("^classpath\\*?:", "")
                .replaceFirst("^[a-zA-Z]:", "")
                .replaceFirst("^(?:\\./+|/+)+", "");
    }
}
