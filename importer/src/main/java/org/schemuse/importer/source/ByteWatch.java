package org.schemuse.importer.source;

/** Is shown every byte of a reading, in order. */
interface ByteWatch {
    /** Bytes that pass by. */
    void see(byte[] buffer, int from, int to);

    /** After the last byte; not called for a reading that is given up before. */
    default void end() {}
}
