package org.schemuse.importer.load;

import org.jdbi.v3.core.Handle;

/**
 * Lets one import at a time into a world. The lock belongs to the connection that took it, so it ends with the process,
 * however that ends.
 */
final class WorldLock {
    private WorldLock() {}

    /**
     * Takes the lock of a schema.
     *
     * @return false if another connection has it
     */
    static boolean take(Handle handle, String schema) {
        return handle.createQuery("SELECT pg_try_advisory_lock(hashtextextended(:key, 0))")
                .bind("key", key(schema))
                .mapTo(Boolean.class)
                .one();
    }

    private static String key(String schema) {
        return "schemuse import into " + schema;
    }
}
