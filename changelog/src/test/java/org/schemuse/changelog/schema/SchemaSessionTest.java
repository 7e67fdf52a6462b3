package org.schemuse.changelog.schema;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SchemaSessionTest {
    @Test
    void serversBeforeFifteenAreRefused() {
        assertThatThrownBy(() -> SchemaSession.refuseOld(140019, "14.19 (Debian 14.19-1)"))
                .isInstanceOf(SchemaRefusedException.class)
                .hasMessage(
                        "the server is PostgreSQL 14.19 (Debian 14.19-1), expected 15 or newer: connect to a newer server");
        assertThatCode(() -> SchemaSession.refuseOld(150000, "15.0")).doesNotThrowAnyException();
    }
}
