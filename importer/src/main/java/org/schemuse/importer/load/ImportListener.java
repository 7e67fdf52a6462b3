package org.schemuse.importer.load;

/** Hears how far a long import is, and may stop it. */
public interface ImportListener {
    ImportListener SILENT = new ImportListener() {};

    /** So much of {@code total} is done in a stage; the unit is bytes while reading, else things. */
    default void progress(Stage stage, long done, long total) {}

    /** Told before the passwords of so many players are hashed, which is slow by intention. */
    default void hashing(long players) {}

    /** Asked from time to time; true ends the import, which then cleans up behind itself. */
    default boolean cancelled() {
        return false;
    }

    /** What an import does, one after the other. */
    enum Stage {
        READING,
        LOADING,
        HASHING,
        INDEXING,
        VERIFYING
    }
}
