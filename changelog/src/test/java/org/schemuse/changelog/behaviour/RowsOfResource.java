package org.schemuse.changelog.behaviour;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jdbi.v3.core.Handle;

/** Rows that stand in {@code rows/<catalog>.sql}: those of a catalog in which nothing belongs to a tenant. */
public record RowsOfResource(String catalog) implements CatalogRows {
    /** The statements. */
    public String sql() {
        String path = "/rows/" + catalog + ".sql";
        try (InputStream in = RowsOfResource.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be read", e);
        }
    }

    @Override
    public void fill(Handle root) {
        root.createScript(sql()).executeAsSeparateStatements();
    }
}
