package org.schemuse.importer.mud.format;

/** What a dbref can be, whatever number a dialect gives it. */
public enum ObjectType {
    ROOM,
    THING,
    EXIT,
    PLAYER,
    /** deMUSE: a set of rules that zones share. */
    UNIVERSE,
    /** deMUSE: a chat channel, an object like others. */
    CHANNEL,
    /** A number that means nothing in the dialect. */
    UNKNOWN
}
