package org.schemuse.changelog.liquibase;

import java.util.List;
import liquibase.util.StringUtil;

/** Cuts SQL into the statements that Liquibase would send for {@code splitStatements:true}, its default. */
public final class SqlSplitter {
    private SqlSplitter() {}

    /** The statements without comments and semicolons; Liquibase's own code decides where one ends. */
    public static List<String> split(String sql) {
        LiquibaseScope.prepare();
        return List.of(StringUtil.processMultiLineSQL(sql, true, true, null, null));
    }
}
