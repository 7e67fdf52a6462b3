package org.schemuse.importer.mud.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.schemuse.importer.mud.world.AttributeKey;

/** Ids are a promise: rows of worlds that were imported years ago are found by them. */
class LegacyIdsTest {
    private final LegacyIds ids = new LegacyIds("vibemuse");

    /** The values are from Python's {@code uuid.uuid5}, and fixed for ever. */
    @Test
    void idsAreWhatTheyWere() {
        assertThat(List.of(
                                ids.object(4),
                                ids.user(1),
                                ids.legacyObject(4),
                                ids.definition(-1, 6),
                                ids.definition(12, 3),
                                ids.attribute(4, AttributeKey.builtin(6), 0),
                                ids.attribute(4, AttributeKey.builtin(6), 2),
                                ids.attribute(4, AttributeKey.defined(12, 3), 0),
                                ids.password(1, 5),
                                ids.parent(4, 0),
                                ids.grant(1, 2),
                                ids.channel("public"),
                                ids.subscription(1, "public"),
                                ids.mail(0),
                                ids.run(1))
                        .stream()
                        .map(UUID::toString))
                .containsExactly(
                        "0b96655f-5634-5741-a8e8-bd3814b4700c",
                        "85dfc825-0f09-5022-ad5e-3776f27876f9",
                        "a61e0a11-cf89-5386-94f1-528e9007334a",
                        "53f81dc2-0977-5bca-a234-7561497424e5",
                        "6537a92b-dde0-560f-ab17-a0505ac23b08",
                        "853b2994-f376-5f8e-80b6-daf5782f4bf7",
                        "a1fb9994-2406-58f4-afe2-bd32b7ed07a7",
                        "160552bd-9cfa-5aac-9b03-5bb86ca20e1d",
                        "a3b5603f-4c77-5a73-ba18-43e9b5c4f03c",
                        "41a8e4bf-82f0-5817-8cc8-ffdb5eed5c18",
                        "f74ad380-5063-5e6a-9f72-2d9f7741f732",
                        "712f7cec-6bb7-5a24-b4e5-7ac1e6eda9d4",
                        "d5baaccf-851f-5f69-b114-d92e833af71e",
                        "145a4e9d-99ae-5547-9e87-f2c78fa5808d",
                        "28ff51f2-43cc-5264-aefa-207657a7b3b2");
    }

    /** By name where a dialect has no numbers; whatever the name is, no two values have one id. */
    @Test
    void namedAttributesHaveIdsOfTheirNames() {
        Set<UUID> all = new HashSet<>();
        int made = 0;
        for (String name : List.of("FUEL", "-1/6", "6", "12/3", "1", ":1", "0:FUEL", "FUEL/1", "")) {
            for (int repeat = 0; repeat < 3; repeat++, made++) {
                all.add(ids.attribute(4, AttributeKey.named(name), repeat));
            }
        }
        for (int number = 0; number < 20; number++, made++) {
            all.add(ids.attribute(4, AttributeKey.builtin(number), 0));
        }
        assertThat(all).hasSize(made);
        assertThat(ids.attribute(4, AttributeKey.named("FUEL"), 0)).hasToString("fafee23e-45b7-5355-b59f-dc9747706f12");
    }
}
