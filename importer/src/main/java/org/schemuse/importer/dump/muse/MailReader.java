package org.schemuse.importer.dump.muse;

import static org.schemuse.importer.problem.ProblemCode.FIVE_FIELD_MAIL;
import static org.schemuse.importer.problem.ProblemCode.MAIL_CONTINUED;
import static org.schemuse.importer.problem.ProblemCode.MALFORMED_MAIL;
import static org.schemuse.importer.problem.ProblemCode.TRUNCATED_FILE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.schemuse.importer.dump.Accounts.Section;
import org.schemuse.importer.dump.DumpRecord.Mail;
import org.schemuse.importer.dump.Text;
import org.schemuse.importer.problem.Position;

/**
 * Reads the mail behind the world: {@code +from:to:date:rdate:flags:text}, or without {@code rdate}. A text is not
 * escaped, so a newline in it puts its rest on lines without a plus sign; the original server loses them, here they are
 * added to their message.
 */
final class MailReader {
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

    /** The next mail, or {@code null} after a line that is none. */
    Mail next() throws IOException {
        Position position = lines.position();
        if (lines.first() != '+') {
            lines.problem(MALFORMED_MAIL, null, null, "'+from:to:date:…'", lines.quoted(), "skipped the line");
            lines.take(Section.SKIPPED);
            return null;
        }
        Scanner scanner = new Scanner(lines.bytes());
        Mail mail = parse(position, scanner);
        if (mail == null) {
            lines.problem(MALFORMED_MAIL, null, null, "'+from:to:date:…'", lines.quoted(), "skipped the line");
            lines.take(Section.SKIPPED);
            return null;
        }
        if (!lines.terminated()) {
            lines.problem(
                    TRUNCATED_FILE,
                    null,
                    "mail",
                    "a newline behind the last mail",
                    "the end of the file",
                    "kept the mail");
        }
        lines.take(Section.MAIL);
        return withContinuation(mail);
    }

    private Mail parse(Position position, Scanner scanner) {
        Long from = scanner.number();
        Long to = scanner.number();
        Long sent = scanner.number();
        Long fourth = scanner.number();
        if (from == null || to == null || sent == null || fourth == null) {
            return null;
        }
        int behindFourth = scanner.at;
        Long fifth = scanner.number();
        if (fifth == null) {
            withFive++;
        } else {
            withSix++;
        }
        if (fifth == null && fields == 6) {
            lines.problem(FIVE_FIELD_MAIL, null, null, "six fields", "five", "read without a reading date");
        }
        boolean six = fifth != null && fields == 6;
        Text text = scanner.rest(six ? scanner.at : behindFourth);
        return new Mail(
                position,
                from.intValue(),
                to.intValue(),
                sent,
                six ? fourth : null,
                six ? fifth.intValue() : fourth.intValue(),
                text);
    }

    private Mail withContinuation(Mail mail) throws IOException {
        if (lines.atEnd() || lines.first() == '+') {
            return mail;
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write(mail.text().bytes(), mail.text().from(), mail.text().length());
        while (!lines.atEnd() && lines.first() != '+') {
            lines.problem(MAIL_CONTINUED, null, "mail", "'+'", lines.quoted(), "added to the message before it");
            text.write('\n');
            text.writeBytes(lines.bytes());
            lines.take(Section.MAIL);
        }
        byte[] whole = text.toByteArray();
        return new Mail(
                mail.position(),
                mail.sender(),
                mail.recipient(),
                mail.sent(),
                mail.read(),
                mail.flags(),
                new Text(whole, 0, whole.length));
    }

    /** Walks over the numbers of one line, each ended by a colon. */
    private static final class Scanner {
        private final byte[] line;
        private int at = 1;

        Scanner(byte[] line) {
            this.line = line;
        }

        /** The number up to the next colon; {@code null}, without moving, if something else stands there. */
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
