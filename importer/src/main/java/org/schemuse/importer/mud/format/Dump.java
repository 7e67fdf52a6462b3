package org.schemuse.importer.mud.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.source.ContentDigest;

/** A dump whose dialect and layout are recognised, to be read any number of times. */
public interface Dump {
    Dialect dialect();

    /** What the records look like, for people: version and the lines that not every version has. */
    String layout();

    /** The layout as data, {@code format} with the name of its {@link MudFormat} among them, for {@link MudFormat#stored}. */
    Map<String, Object> layoutData();

    /**
     * Begins a reading.
     *
     * @param findings gets every finding about the form of the dump
     * @param census is shown every byte; {@code null} if nobody wants to know
     */
    DumpReader read(InputStream bytes, ContentDigest census, Findings findings) throws IOException;

    /** Begins to write a dump of this dialect and layout. */
    DumpWriter write(OutputStream bytes);

    /** The same dump with what only a whole reading can tell: the layout of its mail goes by the majority. */
    Dump asReadBy(DumpReader finished);
}
