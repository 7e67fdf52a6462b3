package org.schemuse.importer.mud.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.VerificationReport;
import org.schemuse.importer.VerifyService;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.fixture.InstalledWorld;
import org.schemuse.importer.fixture.Worlds;
import org.schemuse.importer.load.ImportListener;
import org.schemuse.importer.source.DumpSource;

/** What mail and links mean, judged by TinyMUSE 2.0; see {@code server/README.md} for how it was asked. */
class ServerMailAndLinksIT extends InstalledWorld {
    private static final Path FOLDER = Path.of("src", "test", "resources", "server");

    private void importDump(Path dump) throws Exception {
        Worlds.importInto(database, dump, Worlds.request());
    }

    /** Verified against the dump by a reader of its own, and against SQL written here. */
    private void assertVerified(Path dump) throws Exception {
        try (DumpSource source = Worlds.source(dump)) {
            VerificationReport report =
                    new VerifyService(database.dataSource(), "vibemuse", ImportListener.SILENT).verify(null, source);
            assertThat(report.rowDifferences()).isEmpty();
        }
    }

    private List<String[]> table(String name) throws Exception {
        List<String> lines = Files.readAllLines(FOLDER.resolve(name));
        return lines.subList(1, lines.size()).stream()
                .map(line -> line.split("\t", -1))
                .toList();
    }

    private String mail(String column, String text) {
        return sql.createQuery("SELECT coalesce(extract(epoch FROM " + column + ")::bigint::text, '-') FROM messages"
                        + " WHERE content = :text")
                .bind("text", text)
                .mapTo(String.class)
                .one();
    }

    @Test
    void mailIsReadWhereTheServerSaysSo() throws Exception {
        importDump(FOLDER.resolve("mail.mdb"));

        List<String[]> messages = table("mail.tsv");
        for (String[] message : messages) {
            String text = message[0];
            String sent = message[2];
            String shown = message[3];
            assertThat(mail("created_at", text)).as("%s: sent", text).isEqualTo(sent);
            // 1970 is the server's way to say that it does not know; then the date of sending stands.
            assertThat(mail("read_at", text)).as("%s: read", text).isEqualTo(shown.equals("0") ? sent : shown);
            if (message[1].equals("unread")) {
                assertThat(mail("read_at", text)).as(text).isEqualTo("-");
            }
        }
        assertThat(count("SELECT count(*) FROM messages")).isEqualTo(messages.size());
        assertThat(count("SELECT count(*) FROM messages WHERE (metadata ->> 'flags')::int & 4 <> 0"))
                .as("new, as the server counts on connecting")
                .isEqualTo(messages.stream().filter(m -> m[1].equals("new")).count());
        assertVerified(FOLDER.resolve("mail.mdb"));
    }

    /** Five fields are deMUSE's layout; its flags are the same, and a date of reading is nowhere. */
    @Test
    void mailOfFiveFieldsIsReadByItsFlags() throws Exception {
        String dump = Files.readString(FOLDER.resolve("mail.mdb"));
        String world = dump.substring(0, dump.indexOf("\n+") + 1);
        Path five = Worlds.write(
                folder, world + "+7:6:900000000:4:new one\n+7:6:900000001:2:read one\n+7:6:900000002:0:listed one\n");
        importDump(five);

        assertThat(mail("read_at", "new one")).isEqualTo("-");
        assertThat(mail("read_at", "read one")).isEqualTo("900000001");
        assertThat(mail("read_at", "listed one")).isEqualTo("-");
        assertVerified(five);
    }

    @Test
    void linksLeadWhereTheServerSaysThatTheyLead() throws Exception {
        importDump(FOLDER.resolve("links.mdb"));

        for (String[] link : table("links.tsv")) {
            String leads = sql.createQuery("""
                            SELECT CASE WHEN o.destination_is_home THEN 'home' ELSE coalesce('#' || d.dbref, 'nowhere') END
                            FROM legacy_objects l JOIN objects o ON o.id = l.object_id
                            LEFT JOIN legacy_objects d ON d.object_id = o.destination_id WHERE l.dbref = :dbref
                            """)
                    .bind("dbref", Integer.parseInt(link[0]))
                    .mapTo(String.class)
                    .one();
            assertThat(leads).as(link[1]).isEqualTo(link[2]);
        }
        assertThat(Worlds.inspect(FOLDER.resolve("links.mdb")).findings().stream()
                        .map(Finding::code)
                        .map(Enum::name))
                .doesNotContain("DANGLING_REFERENCE");
        assertVerified(FOLDER.resolve("links.mdb"));
    }

    @Test
    void datesThatTheDumpDoesNotKnowStayUnknown() throws Exception {
        String world = Files.readString(FOLDER.resolve("links.mdb")).replace("\n869356800\n852076800\n", "\n0\n0\n");
        Path undated = Worlds.write(folder, world);
        importDump(undated);

        assertThat(count("SELECT count(*) FROM objects WHERE created_at IS NULL AND updated_at IS NULL"))
                .isEqualTo(count("SELECT count(*) FROM objects"))
                .isPositive();
        assertThat(count("SELECT count(*) FROM users WHERE created_at IS NULL AND updated_at IS NULL"))
                .isEqualTo(2);
        assertVerified(undated);
    }
}
