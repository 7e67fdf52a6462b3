package org.schemuse.samples.tenants;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/** The only way to the database: a transaction for a tenant. The connection goes back to its pool without one. */
public final class Tenants {
    private final Jdbi jdbi;

    /** @param jdbi connects as a member of {@code vibecoder_app}, with the schema in its search path */
    public Tenants(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Runs work in a transaction that sees and changes rows of one tenant only. */
    public <T, X extends Exception> T in(UUID tenant, HandleCallback<T, X> work) throws X {
        return jdbi.inTransaction(handle -> {
            handle.execute("SELECT set_tenant_context(?, true)", tenant);
            return work.withHandle(handle);
        });
    }

    /** The tenants a person belongs to, whom the identity provider has just verified. */
    public List<UUID> of(String auth0Id) {
        return jdbi.withHandle(
                handle -> handle.select("SELECT organization_id FROM organizations_of_login(?) ORDER BY 1", auth0Id)
                        .mapTo(UUID.class)
                        .list());
    }
}
