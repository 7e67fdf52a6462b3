package org.schemuse.changelog.redis;

/**
 * A key that is not as the catalog says.
 *
 * @param code {@code unknown-key}, {@code wrong-type}, {@code no-ttl}, {@code ttl-too-long}, {@code unwanted-ttl},
 *     {@code missing-field} or {@code unknown-field}
 */
public record KeyFinding(String key, String code, String expected, String found) {}
