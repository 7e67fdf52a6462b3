package org.schemuse.importer.mud.format.lantern;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.schemuse.importer.mud.format.DumpWriter;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.source.Text;

/** Writes worlds and mail of Lantern. */
final class LanternWriter implements DumpWriter {
    static final String MAIL = "lantern mail";

    private final OutputStream out;
    private boolean mail;

    LanternWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(RawRecord record) throws IOException {
        if (record instanceof LanternObject object) {
            object(object);
        } else if (record instanceof LanternMail letter) {
            mail(letter);
        } else {
            frame((LanternFrame) record);
        }
    }

    private void frame(LanternFrame frame) throws IOException {
        if (frame.end()) {
            ascii("world ends\n");
        } else {
            ascii("lantern " + frame.version() + " ");
            quoted(frame.title());
            ascii(" " + frame.objects() + "\n");
        }
    }

    private void object(LanternObject object) throws IOException {
        ascii("object " + object.dbref() + " " + object.kind());
        for (Text name : object.names()) {
            ascii(" ");
            quoted(name);
        }
        ascii("\n");
        for (String field : LanternObject.NUMBERS) {
            if (object.numbers().containsKey(field)) {
                ascii("  " + field + " " + object.numbers().get(field) + "\n");
            }
        }
        for (String field : LanternObject.WORDS) {
            if (object.words().containsKey(field)) {
                ascii("  " + field + " " + String.join(" ", object.words().get(field)) + "\n");
            }
        }
        for (Attribute value : object.attributes()) {
            if (value.value() == null) {
                continue;
            }
            String name = value.key().name();
            boolean lock = name.startsWith(LanternRules.LOCK);
            ascii(lock ? "  lock " + name.substring(LanternRules.LOCK.length()) : "  attr " + name);
            ascii(" " + value.owner() + " ");
            for (String flag : value.flags()) {
                ascii(flag + " ");
            }
            quoted(value.value());
            ascii("\n");
        }
        ascii("end\n");
    }

    private void mail(LanternMail letter) throws IOException {
        ascii(mail ? "" : MAIL + "\n");
        mail = true;
        ascii("mail " + letter.sender() + " " + letter.recipient() + " " + letter.sent());
        ascii(letter.wasRead() ? " seen " : " ");
        quoted(letter.text());
        ascii("\n");
    }

    private void quoted(Text text) throws IOException {
        out.write('"');
        for (int i = text.from(); i < text.to(); i++) {
            byte b = text.bytes()[i];
            if (b == '\n') {
                ascii("\\n");
            } else {
                ascii(b == '"' || b == '\\' ? "\\" : "");
                out.write(b);
            }
        }
        out.write('"');
    }

    private void ascii(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
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
