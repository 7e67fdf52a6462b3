package org.schemuse.importer.mud.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

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

    /** What keeps a file from being read that looks like this format, as the end of a message; empty if it does not. */
    Optional<String> unreadable(byte[] sample);

    /** The dump whose {@link Dump#layoutData()} this was. */
    Dump stored(JsonNode layout);
}
