package org.schemuse.importer;

/** Ends an import in a stage, as the death of its process does: nothing catches it, and nothing is cleaned up. */
final class Dying implements ImportListener {
    private final Stage when;
    private int steps;

    /** What an import ends with. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** @param steps how many steps of the stage it lives to see */
    Dying(Stage when, int steps) {
        this.when = when;
        this.steps = steps;
    }

    @Override
    public void progress(Stage stage, long done, long total) {
        if (stage == when && steps-- == 0) {
            throw new Killed();
        }
    }
}
