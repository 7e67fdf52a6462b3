package org.schemuse.changelog.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That tsc accepts what is made here, and what it then refuses, is tried by {@code .ci/typescript}. */
class TypeScriptIT {
    @Tag("every-server")
    @ParameterizedTest
    @ValueSource(ints = {15, 16, 17, 18})
    void everyKindOfObjectHasItsTypeOnEveryServer(int major) throws Exception {
        String made = TypeScript.of(OddSchema.on(major));
        assertThat(made).isEqualTo(OddSchema.golden("odd.ts", made));
    }
}
