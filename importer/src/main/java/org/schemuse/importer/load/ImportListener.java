package org.schemuse.importer.load;

/** Receives the progress of an import, and can cancel it. */
public interface ImportListener {
    ImportListener SILENT = new ImportListener() {};

    /** Called when {@code done} of {@code total} is done in a stage. The unit is bytes while reading, otherwise records, passwords or tables. */
    default void progress(Stage stage, long done, long total) {}

    /** Called before the passwords of so many players are hashed, which is slow on purpose. */
    default void hashing(long players) {}

    /** Called from time to time; if it returns true, the import ends and cleans up. */
    default boolean cancelled() {
        return false;
    }

    /** The stages of an import, in their order. */
    enum Stage {
        READING,
        LOADING,
        HASHING,
        INDEXING,
        VERIFYING
    }
}
