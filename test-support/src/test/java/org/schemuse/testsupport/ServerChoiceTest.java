package org.schemuse.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerChoiceTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void nothingSetLeavesTheChoiceOpen(String value) {
        assertThat(ServerChoice.parse(value)).isEqualTo(new ServerChoice.Whatever());
    }

    @Test
    void eachKindOfServerHasItsName() {
        assertThat(ServerChoice.parse("testcontainers")).isEqualTo(new ServerChoice.Container());
        assertThat(ServerChoice.parse("embedded")).isEqualTo(new ServerChoice.Embedded(17));
        assertThat(ServerChoice.parse("embedded:15")).isEqualTo(new ServerChoice.Embedded(15));
        assertThat(ServerChoice.parse("jdbc:postgresql://localhost/postgres"))
                .isEqualTo(new ServerChoice.At("jdbc:postgresql://localhost/postgres"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedded:14", "embedded:", "embedded:17.2", "docker", "postgresql://me:secret@host/db"})
    void anythingElseIsRefusedWithTheNamesItCouldHave(String value) {
        assertThatThrownBy(() -> ServerChoice.parse(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SCHEMUSE_TEST_SERVER: expected ")
                .hasMessageContaining("embedded:18")
                .hasMessageNotContaining("secret");
    }
}
