package org.schemuse.importer.mud.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.mud.world.WorldRules;
import org.schemuse.importer.source.ContentDigest;
import org.schemuse.importer.source.Text;

/** A dump whose dialect and layout are recognised: to be read any number of times, and to be written again. */
public interface Dump {
    WorldRules rules();

    /** What the records look like, for people: version and the lines that not every version has. */
    String layout();

    /** The layout as data, {@code format} with the name of its {@link MudFormat} among them, for {@link MudFormat#stored}. */
    Map<String, Object> layoutData();

    /**
     * The end of the name of a second file that belongs to a dump, beside it: {@code .mail} if the mail of {@code world} is in
     * {@code world.mail}. Its lines and bytes count on behind those of the dump, and all messages are in it.
     */
    default Optional<String> companion() {
        return Optional.empty();
    }

    /**
     * Begins a reading.
     *
     * @param bytes those of the dump; those of a companion file come behind them
     * @param findings gets every finding about the form of the dump
     * @param digest is shown every byte; {@code null} if nobody wants to know
     */
    DumpReader read(InputStream bytes, @Nullable ContentDigest digest, Findings findings) throws IOException;

    /** Begins to write a dump of this dialect and layout; what belongs in a companion file comes behind the rest. */
    DumpWriter write(OutputStream bytes);

    /** The same dump with what only a whole reading can tell: the layout of its mail goes by the majority. */
    Dump asReadBy(DumpReader finished);

    /** A line around the objects, from its fields. */
    RawRecord.Frame frame(StoredFields fields);

    /** What says that the world is complete. */
    RawRecord.Frame end();

    /** The record of an object, as it was read. */
    RawRecord.Entry object(StoredObject stored);

    /** A message, as it was read. */
    RawRecord.Letter mail(StoredFields fields, Text text);
}
