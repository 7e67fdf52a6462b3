package org.schemuse.importer.mud.format.muse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.source.Text;

/** The powers line of a player, odd ones too. */
class PowersTest {
    private static MusePowers powers(String line) {
        ObjectHeader header = new ObjectHeader();
        header.set(HeaderField.FLAGS, 8);
        header.set(HeaderField.POWERS, Text.of(line, StandardCharsets.ISO_8859_1));
        MuseRecord player = new MuseRecord(
                new Position(1, 0), '&', 1, header, List.of(), List.of(), List.of(), List.of(), null, true);
        return new MuseDialect(Layout.candidates(15).get(0)).powers(player);
    }

    private static List<String> grants(String line) {
        return powers(line).powers().grants().stream()
                .map(grant -> grant.power() + " " + grant.level().label())
                .toList();
    }

    @Test
    void levelsSayOverWhomAPowerHolds() {
        assertThat(grants("10/1/</2/=/3/y/4/Y/5/./6/.1/0"))
                .containsExactly("Allquota yes-if-less", "Announce yes-if-equal", "Boot yes", "Broadcast yes");
    }

    @Test
    void classesHaveNumbersFromOneToTen() {
        assertThat(powers("1/0").powers().userClass()).isEqualTo("guest");
        assertThat(powers("10/0").powers().userClass()).isEqualTo("director");
        assertThat(powers("0/0").powers().userClass()).isNull();
        assertThat(powers("11/0").powers().userClass()).isNull();
    }

    @Test
    void nothingBehindTheLastSlashCounts() {
        assertThat(powers("").classNumber()).isZero();
        assertThat(powers("10").classNumber()).isZero();
        assertThat(powers("10/").classNumber()).isEqualTo(10);
        assertThat(grants("10/1/y")).isEmpty();
        assertThat(grants("10/1/y/")).containsExactly("Allquota yes");
    }

    @Test
    void theFirstOfTwoEntriesHolds() {
        assertThat(grants("4/3/</3/y/0")).containsExactly("Boot yes-if-less");
        assertThat(grants("4/3/./3/y/0")).isEmpty();
    }

    @Test
    void unknownPowersAreTold() {
        assertThat(powers("4/46/y/3/y/0").unknown()).containsExactly(46);
        assertThat(grants("4/46/y/3/y/0")).containsExactly("Boot yes");
    }

    @Test
    void powerZeroEndsTheList() {
        assertThat(grants("4/0/y/3/y/0")).isEmpty();
        assertThat(powers("4/0/y/3/y/0").unknown()).containsExactly(0);
    }

    @Test
    void absurdNumbersAreNoPowers() {
        assertThat(powers("99999999999999999999/1/y/0").powers().userClass()).isNull();
        assertThat(powers("-4/1/y/0").powers().userClass()).isNull();
        assertThat(powers("4/ 3/y/0").powers().grants()).isEmpty();
    }
}
