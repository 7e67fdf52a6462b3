package org.schemuse.importer.mud.format.muse;

import static org.schemuse.importer.finding.FindingCode.MISSING_END_LINE;
import static org.schemuse.importer.finding.FindingCode.SECOND_VERSION;
import static org.schemuse.importer.finding.FindingCode.TRUNCATED_FILE;
import static org.schemuse.importer.finding.FindingCode.UNEXPECTED_LINE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.format.DumpReader;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.format.SectionTotals;
import org.schemuse.importer.mud.format.SectionTotals.Section;

/**
 * Reads the records of a MUSE flatfile in one layout. Where a record goes astray it is given as far as it was
 * understood, and reading goes on at the next line that can begin something.
 *
 * <p>The grammar is that of {@code docs/formats/tinymuse.md}; what the original loader does wrong with it, as told in
 * that page's last section, is done right here.
 */
final class MuseReader implements DumpReader {
    private final MuseLines lines;
    private final MuseDialect dialect;
    private final Layout layout;
    private final MailReader mail;
    private boolean ended;

    MuseReader(MuseLines lines, MuseDialect dialect) throws IOException {
        this.lines = lines;
        this.dialect = dialect;
        this.layout = dialect.layout();
        this.mail = new MailReader(lines, layout.mailFields());
        lines.advance();
    }

    @Override
    public @Nullable RawRecord next() throws IOException {
        while (!lines.atEnd()) {
            RawRecord record = ended ? mail.next() : read();
            if (record != null) {
                return record;
            }
        }
        if (!ended) {
            ended = true;
            endIsMissing("the end of the file", "read as far as it goes");
        }
        return null;
    }

    private void endIsMissing(String found, String done) {
        lines.finding(MISSING_END_LINE, null, MuseLines.END_LINE, found, done);
    }

    private @Nullable RawRecord read() throws IOException {
        if (lines.atRecord()) {
            return object();
        }
        if (lines.opens('@')) {
            return header();
        }
        if (lines.opens('~')) {
            return new MuseFrame.Count(lines.position(), lines.number(1, "count", Section.HEADER));
        }
        if (lines.atEndLine()) {
            return endOfDump();
        }
        if (mail.atMail()) {
            ended = true;
            endIsMissing(lines.quoted(), "took the mail that follows");
            return null;
        }
        lines.skipUntil(
                "a record", lines.quoted(), l -> l.opens('@') || l.opens('~') || l.atEndLine() || mail.atMail());
        return null;
    }

    private RawRecord header() throws IOException {
        Position position = lines.position();
        int version = lines.number(1, "version", Section.HEADER);
        if (version != layout.version()) {
            lines.finding(
                    position,
                    SECOND_VERSION,
                    "version",
                    "version " + layout.version() + ", as before",
                    "version " + version,
                    "read on as version " + layout.version());
        }
        List<Integer> limits = new ArrayList<>();
        while (limits.size() < 2 && lines.atNumber()) {
            limits.add(lines.number(0, "limit", Section.HEADER));
        }
        return new MuseFrame.Version(position, version, limits);
    }

    private RawRecord endOfDump() throws IOException {
        Position position = lines.position();
        if (!lines.atWholeEndLine()) {
            FindingCode code = lines.terminated() ? UNEXPECTED_LINE : TRUNCATED_FILE;
            lines.finding(code, null, MuseLines.END_LINE, lines.quoted(), "taken for it");
        }
        lines.take(Section.END);
        ended = true;
        return new MuseFrame.End(position);
    }

    private @Nullable MuseObject object() throws IOException {
        Position position = lines.position();
        char mark = (char) lines.first();
        SectionTotals.Amount before = lines.accounts().of(Section.OBJECTS);
        lines.beginRecord();
        int dbref = lines.dbref();
        lines.within(dbref);
        ObjectReader reader = new ObjectReader(lines, layout, dbref);
        boolean complete = reader.read(mark);
        boolean kept = reader.typeKnown();
        if (!complete && lines.atEnd()) {
            ended = true;
            String done = kept ? "kept what stands before" : "skipped the object, whose type is not known";
            lines.finding(TRUNCATED_FILE, null, reader.missing(), "the end of the file", done);
        }
        lines.within(null);
        if (!kept) {
            lines.accounts().rebook(Section.OBJECTS, Section.SKIPPED, before);
            return null;
        }
        return new MuseObject(dialect, reader.object(position, mark, complete));
    }

    MailReader mail() {
        return mail;
    }

    @Override
    public SectionTotals accounts() {
        return lines.accounts();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
