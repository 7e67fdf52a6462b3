package org.schemuse.importer.mud.format.muse;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.mud.format.DumpWriter;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.source.Text;

/** Writes flatfiles of the MUSE family: the other direction of {@link MuseReader}, byte for byte. */
final class MuseWriter implements DumpWriter {
    private static final int BUFFER = 1 << 18;
    private static final int ESCAPE = 0x15;

    private final OutputStream out;
    private final Layout layout;

    MuseWriter(OutputStream out, Layout layout) {
        this.out = new BufferedOutputStream(out, BUFFER);
        this.layout = layout;
    }

    @Override
    public void write(RawRecord record) throws IOException {
        try {
            if (record instanceof MuseObject object) {
                object(object.raw());
            } else if (record instanceof MuseMail letter) {
                mail(letter);
            } else {
                frame((MuseFrame) record);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void frame(MuseFrame frame) {
        if (frame instanceof MuseFrame.Version version) {
            line('@', version.version());
            version.limits().forEach(this::line);
        } else if (frame instanceof MuseFrame.Count count) {
            line('~', count.count());
        } else {
            line(MuseLines.END_LINE);
        }
    }

    private void object(MuseRecord object) {
        line(object.mark(), object.dbref());
        for (HeaderField field : layout.fields(object.mark())) {
            Text text = object.header().text(field);
            Long number = object.header().number(field);
            if (text != null) {
                text(text);
            } else if (number != null) {
                line(number);
            }
        }
        attributes(object);
        if (layout.hasDefinitions()) {
            family(object.parents());
            family(object.children());
            definitions(object.definitions());
            universe(object.universe());
        }
    }

    private void attributes(MuseRecord object) {
        // The reader puts what older headers hold before the attributes; there it is written already.
        for (Attribute attribute : object.attributes()
                .subList(formerHeaderLines(object), object.attributes().size())) {
            line('>', attribute.key().number());
            if (layout.hasDefinitions()) {
                line(attribute.key().definer());
            }
            text(attribute.value());
        }
        line("<");
    }

    private static int formerHeaderLines(MuseRecord object) {
        Text lock = object.header().text(HeaderField.LOCK);
        int lines = lock == null || lock.isBlank() ? 0 : 1;
        return object.header().number(HeaderField.PENNIES) == null ? lines : lines + 1;
    }

    private void family(List<Integer> members) {
        line(members.size());
        members.forEach(this::line);
    }

    private void definitions(List<MuseRecord.Definition> definitions) {
        for (MuseRecord.Definition definition : definitions) {
            line('/', definition.flags());
            line(definition.object());
            text(definition.name());
        }
        line("\\");
    }

    private void universe(MuseRecord.@Nullable Universe universe) {
        if (universe != null) {
            line('>', universe.number());
            universe.settings().forEach(this::text);
            line("\\");
        }
    }

    private void mail(MuseMail mail) {
        // Now and then a line has the other layout than most: then it is written as it was read.
        String read = mail.readAt() == null ? "" : mail.readAt() + ":";
        ascii("+" + mail.sender() + ":" + mail.recipient() + ":" + mail.sent() + ":" + read + mail.flags() + ":");
        bytes(mail.text().bytes(), mail.text().from(), mail.text().to());
        end();
    }

    private void line(char mark, int number) {
        byteOut(mark);
        line(number);
    }

    private void line(long number) {
        line(Long.toString(number));
    }

    private void line(String ascii) {
        ascii(ascii);
        end();
    }

    /** A text, each newline in it escaped. */
    private void text(Text text) {
        int from = text.from();
        for (int i = from; i < text.to(); i++) {
            if (text.bytes()[i] == '\n') {
                bytes(text.bytes(), from, i);
                byteOut(ESCAPE);
                from = i;
            }
        }
        bytes(text.bytes(), from, text.to());
        end();
    }

    private void end() {
        byteOut('\n');
    }

    private void ascii(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        bytes(bytes, 0, bytes.length);
    }

    private void bytes(byte[] bytes, int from, int to) {
        try {
            out.write(bytes, from, to - from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void byteOut(int b) {
        try {
            out.write(b);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
