package org.schemuse.changelog.fingerprint;

/**
 * What is read again as one, because a change of a part of it can show in any line of it.
 *
 * @param kind {@code r}, a relation with all that belongs to it; {@code t}, a type; {@code f}, a function; {@code n}, what
 *     belongs to a schema as a whole
 * @param object its number in the system catalog
 */
record Unit(String kind, long object) {
    static final String RELATION = "r";
    static final String TYPE = "t";
    static final String FUNCTION = "f";
    static final String SCHEMA = "n";
}
