package org.schemuse.importer.mud.format.muse;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.schemuse.importer.mud.format.DumpRecord;
import org.schemuse.importer.mud.format.DumpRecord.Attribute;
import org.schemuse.importer.mud.format.DumpRecord.Definition;
import org.schemuse.importer.mud.format.DumpRecord.GameObject;
import org.schemuse.importer.mud.format.DumpWriter;
import org.schemuse.importer.mud.format.HeaderField;
import org.schemuse.importer.source.Text;

/** Writes flatfiles of the MUSE family: the other direction of {@link MuseReader}, byte for byte. */
final class MuseWriter implements DumpWriter, DumpRecord.Visitor<Void> {
    private static final int BUFFER = 1 << 18;
    private static final int ESCAPE = 0x15;

    private final OutputStream out;
    private final Layout layout;

    MuseWriter(OutputStream out, Layout layout) {
        this.out = new BufferedOutputStream(out, BUFFER);
        this.layout = layout;
    }

    @Override
    public void write(DumpRecord record) throws IOException {
        try {
            record.accept(this);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public Void header(DumpRecord.Header header) {
        line('@', header.version());
        header.limits().forEach(this::line);
        return null;
    }

    @Override
    public Void objectCount(DumpRecord.ObjectCount count) {
        line('~', count.count());
        return null;
    }

    @Override
    public Void object(GameObject object) {
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
        return null;
    }

    private void attributes(GameObject object) {
        // The reader puts what older headers hold before the attributes; there it is written already.
        for (Attribute attribute : object.attributes()
                .subList(formerHeaderLines(object), object.attributes().size())) {
            line('>', attribute.number());
            if (layout.hasDefinitions()) {
                line(attribute.object());
            }
            text(attribute.value());
        }
        line("<");
    }

    private static int formerHeaderLines(GameObject object) {
        Text lock = object.header().text(HeaderField.LOCK);
        int lines = lock == null || lock.isBlank() ? 0 : 1;
        return object.header().number(HeaderField.PENNIES) == null ? lines : lines + 1;
    }

    private void family(List<Integer> members) {
        line(members.size());
        members.forEach(this::line);
    }

    private void definitions(List<Definition> definitions) {
        for (Definition definition : definitions) {
            line('/', definition.flags());
            line(definition.object());
            text(definition.name());
        }
        line("\\");
    }

    private void universe(DumpRecord.Universe universe) {
        if (universe != null) {
            line('>', universe.number());
            universe.settings().forEach(this::text);
            line("\\");
        }
    }

    @Override
    public Void endOfDump(DumpRecord.EndOfDump end) {
        line("***END OF DUMP***");
        return null;
    }

    @Override
    public Void mail(DumpRecord.Mail mail) {
        // Now and then a line has the other layout than most: then it is written as it was read.
        String read = mail.read() == null ? "" : mail.read() + ":";
        ascii("+" + mail.sender() + ":" + mail.recipient() + ":" + mail.sent() + ":" + read + mail.flags() + ":");
        bytes(mail.text().bytes(), mail.text().from(), mail.text().to());
        end();
        return null;
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
