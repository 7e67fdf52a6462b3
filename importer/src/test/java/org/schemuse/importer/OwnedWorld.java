package org.schemuse.importer;

import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.source.DumpSource;
import org.schemuse.testsupport.TestDatabase;

/** The world of the harbour in schema {@code owned}, imported by the schema's owner, a role without any other privilege. */
final class OwnedWorld implements AutoCloseable {
    private final Handle superuser;
    private final DataSource owner;

    OwnedWorld(TestDatabase database, Handle superuser) throws Exception {
        this.superuser = superuser;
        superuser.execute("CREATE ROLE plain_owner LOGIN PASSWORD 'plain'");
        superuser.execute("CREATE SCHEMA owned AUTHORIZATION plain_owner");
        owner = database.dataSource("plain_owner", "plain");
        Worlds.install(owner, "owned");
        try (DumpSource source = Worlds.source(Worlds.harbour())) {
            new ImportService(Worlds.request(), ImportListener.SILENT).run(source, () -> owner, "owned");
        }
    }

    /** Connects as the owner. */
    DataSource owner() {
        return owner;
    }

    /** How many tables have policies that do not bind their owner. */
    long unforcedTables() {
        return superuser
                .createQuery("SELECT count(*) FROM pg_class WHERE relnamespace = 'owned'::regnamespace"
                        + " AND relkind = 'r' AND relrowsecurity AND NOT relforcerowsecurity")
                .mapTo(Long.class)
                .one();
    }

    @Override
    public void close() {
        superuser.execute("DROP OWNED BY plain_owner CASCADE");
        superuser.execute("DROP ROLE plain_owner");
    }
}
