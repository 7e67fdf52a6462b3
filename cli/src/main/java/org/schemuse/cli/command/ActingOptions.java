package org.schemuse.cli.command;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.table.ActAs;
import picocli.CommandLine.Option;

/** On whose behalf rows go into a table, so that row-level security judges them. */
final class ActingOptions {
    @Option(
            names = "--as-tenant",
            paramLabel = "ID",
            description =
                    "Import through row-level security, as the application's role and with this tenant in app.current_tenant_id."
                            + " Rows of other tenants are rejected.")
    private @Nullable String tenant;

    @Option(names = "--as-user", paramLabel = "ID", description = "The same with this user in app.current_user_id.")
    private @Nullable String user;

    @Option(
            names = "--as-role",
            paramLabel = "ROLE",
            description =
                    "The application's role. Default: the role that may call current_tenant_id() or current_user_id() of the"
                            + " schema, and insert into the table.")
    private @Nullable String role;

    @Option(
            names = "--as-setting",
            paramLabel = "NAME=VALUE",
            description = "A setting that the policies of the table read. May be given several times.")
    private Map<String, String> settings = Map.of();

    ActAs asked() {
        return new ActAs(tenant, user, role, settings);
    }
}
