package org.schemuse.importer.mud.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.schemuse.importer.mud.generate.Traits;

/**
 * The files of one family of servers. {@link MudFormats} knows which there are; to add one is to add an implementation, and
 * nothing else of the importer changes.
 */
public interface MudFormat {
    /** Names the format in {@code import_runs.counts}, for ever; people read {@link #called()}. */
    String name();

    /** What people call such a file, such as {@code flatfile of TinyMUSE or deMUSE}. */
    String called();

    /** How such a file begins, for those who gave another one. */
    String beginning();

    /**
     * Recognises a file by its first bytes.
     *
     * @param sample the first bytes of the dump; a megabyte is plenty
     * @return empty if it is something else, or cannot be read
     */
    Optional<Dump> recognise(byte[] sample);

    /** How a record of an object begins, for the message about a dump without any. */
    String record();

    /** What keeps a file from being read that looks like this format, as the end of a message; empty if it does not. */
    Optional<String> unreadable(byte[] sample);

    /** The dump whose {@link Dump#layoutData()} this was. */
    Dump stored(JsonNode layout);

    /** Whether {@link #generate} is there. */
    default boolean generates() {
        return false;
    }

    /**
     * Writes a dump of a world that never was; the same numbers give the same bytes.
     *
     * @param objects how many it has, at least two
     * @throws UnsupportedOperationException unless it {@link #generates}
     */
    default void generate(int objects, long seed, Traits traits, OutputStream out) throws IOException {
        throw new UnsupportedOperationException("nothing generates a " + called());
    }
}
