package org.schemuse.importer.table;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf rows are written, as the user says it.
 *
 * @param tenant what the setting {@code app.current_tenant_id} gets; {@code null} if nothing
 * @param user what the setting {@code app.current_user_id} gets; {@code null} if nothing
 * @param role the application's role; {@code null} if the schema says it
 * @param settings others that the policies read, by their names
 */
public record ActAs(
        @Nullable String tenant,
        @Nullable String user,
        @Nullable String role,
        Map<String, String> settings) {
    /** The settings that the catalogs' functions {@code current_tenant_id} and {@code current_user_id} read. */
    static final String TENANT = "current_tenant_id";

    static final String USER = "current_user_id";

    /** All settings by their names. */
    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(settings);
        if (tenant != null) {
            all.put("app." + TENANT, tenant);
        }
        if (user != null) {
            all.put("app." + USER, user);
        }
        return all;
    }
}
