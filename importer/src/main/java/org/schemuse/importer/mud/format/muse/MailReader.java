package org.schemuse.importer.mud.format.muse;

import static org.schemuse.importer.finding.FindingCode.FIVE_FIELD_MAIL;
import static org.schemuse.importer.finding.FindingCode.MAIL_CONTINUED;
import static org.schemuse.importer.finding.FindingCode.MALFORMED_MAIL;
import static org.schemuse.importer.finding.FindingCode.TRUNCATED_FILE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.finding.FindingCode;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.format.SectionTotals.Section;
import org.schemuse.importer.source.Text;

/**
 * Reads the mail behind the world: {@code +from:to:date:rdate:flags:text}, or without {@code rdate}. A text is not
 * escaped, so a newline in it puts its rest on lines without a plus sign; the original server loses them, here they are
 * added to their message.
 */
final class MailReader {
    /** In bytes. Nobody wrote more; what follows the mail of a damaged dump may be anything, of any size. */
    private static final int LONGEST_MESSAGE = 1 << 20;

    /** Sender, recipient, date and flags, before the text. */
    private static final int FEWEST_FIELDS = 4;

    private final MuseLines lines;
    private final int fields;
    private long withFive;
    private long withSix;

    MailReader(MuseLines lines, int fields) {
        this.lines = lines;
        this.fields = fields;
    }

    /** Which layout most of the mails read so far can only have, or seem to have. */
    int fieldsOfMost(int otherwise) {
        return withFive == withSix ? otherwise : withFive > withSix ? 5 : 6;
    }

    /** Whether the line can only be a mail. */
    boolean atMail() {
        if (lines.first() != '+') {
            return false;
        }
        Scanner scanner = new Scanner(lines.bytes());
        int numbers = 0;
        while (numbers < FEWEST_FIELDS && scanner.number() != null) {
            numbers++;
        }
        return numbers == FEWEST_FIELDS;
    }

    /** The next mail, or {@code null} after lines that are none. */
    @Nullable
    MuseMail next() throws IOException {
        Position position = lines.position();
        if (atAnotherWorld()) {
            lines.skip("mail or the end of the file", lines.quoted(), l -> atMail());
            return null;
        }
        MuseMail mail = lines.first() == '+' ? parse(position, new Scanner(lines.bytes())) : null;
        if (mail == null) {
            FindingCode code = lines.terminated() ? MALFORMED_MAIL : TRUNCATED_FILE;
            lines.finding(code, null, "'+from:to:date:…'", lines.lineSize(), "skipped the line");
            lines.take(Section.SKIPPED);
            return null;
        }
        if (!lines.terminated()) {
            lines.finding(TRUNCATED_FILE, "mail", "a newline behind the last mail", "the end of the file", "kept it");
        }
        lines.take(Section.MAIL);
        MuseMail whole = withContinuation(mail);
        lines.reportIfOdd(whole.text().length(), zeros(whole.text()), position, "mail");
        return whole;
    }

    /** Objects behind the mail are another dump, not part of the message before them. */
    private boolean atAnotherWorld() {
        return lines.atRecord() || lines.opens('@') || lines.opens('~');
    }

    private static int zeros(Text text) {
        int zeros = 0;
        for (int i = text.from(); i < text.to(); i++) {
            zeros += text.bytes()[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    private @Nullable MuseMail parse(Position position, Scanner scanner) {
        Long from = scanner.number();
        Long to = scanner.number();
        Long sent = scanner.number();
        Long fourth = scanner.number();
        if (from == null || to == null || sent == null || fourth == null || beyondInt(from) || beyondInt(to)) {
            return null;
        }
        int end = scanner.at;
        Long fifth = scanner.number();
        if (fifth == null) {
            withFive++;
        } else {
            withSix++;
        }
        // A number that cannot be flags tells which layout this line has, whatever the others have: so both readings of
        // a
        // dump take the same lines, though only the second knows how many fields most of them have.
        Long readAt = null;
        Long flags = fourth;
        if (fifth != null && (fields == 6 ? !beyondInt(fifth) : beyondInt(fourth))) {
            readAt = fourth;
            flags = fifth;
            end = scanner.at;
        }
        if (beyondInt(flags)) {
            return null;
        }
        if (readAt == null && fields == 6) {
            lines.finding(FIVE_FIELD_MAIL, null, "six fields", "five", "read without a reading date");
        }
        Text text = scanner.rest(end);
        return new MuseMail(position, from.intValue(), to.intValue(), sent, readAt, flags.intValue(), text);
    }

    private static boolean beyondInt(long number) {
        return (int) number != number;
    }

    private MuseMail withContinuation(MuseMail mail) throws IOException {
        if (!continues(0)) {
            return mail;
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write(mail.text().bytes(), mail.text().from(), mail.text().length());
        while (continues(text.size())) {
            lines.finding(MAIL_CONTINUED, "mail", "'+'", lines.lineSize(), "added to the message before it");
            text.write('\n');
            text.writeBytes(lines.bytes());
            lines.take(Section.MAIL);
        }
        byte[] whole = text.toByteArray();
        return new MuseMail(
                mail.position(),
                mail.sender(),
                mail.recipient(),
                mail.sent(),
                mail.readAt(),
                mail.flags(),
                new Text(whole, 0, whole.length));
    }

    private boolean continues(int size) {
        return !lines.atEnd() && lines.first() != '+' && size < LONGEST_MESSAGE && !atAnotherWorld();
    }

    /** Walks over the numbers of one line, each ended by a colon. */
    private static final class Scanner {
        private final byte[] line;
        private int at = 1;

        Scanner(byte[] line) {
            this.line = line;
        }

        /** The number up to the next colon; {@code null}, without moving, if something else stands there. */
        @Nullable
        Long number() {
            int i = at;
            boolean negative = i < line.length && line[i] == '-';
            i = negative ? i + 1 : i;
            int firstDigit = i;
            long value = 0;
            while (i < line.length && line[i] >= '0' && line[i] <= '9' && i - firstDigit < 18) {
                value = value * 10 + (line[i] - '0');
                i++;
            }
            if (i == firstDigit || i >= line.length || line[i] != ':') {
                return null;
            }
            at = i + 1;
            return negative ? -value : value;
        }

        Text rest(int from) {
            return new Text(line, from, line.length);
        }
    }
}
