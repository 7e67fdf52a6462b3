package org.schemuse.importer.mud.world;

/** What an object can be. A dialect that tells fewer kinds apart uses fewer of them. */
public enum ObjectType {
    ROOM,
    THING,
    EXIT,
    PLAYER,
    /** A set of rules that zones share. */
    UNIVERSE,
    /** A chat channel that is an object like others. */
    CHANNEL,
    /** What means nothing in the dialect. */
    UNKNOWN
}
