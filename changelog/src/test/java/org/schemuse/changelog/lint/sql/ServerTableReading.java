package org.schemuse.changelog.lint.sql;

import static org.schemuse.changelog.lint.sql.ServerReading.name;
import static org.schemuse.changelog.lint.sql.ServerReading.relation;
import static org.schemuse.changelog.lint.sql.ServerReading.strings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The part of {@link ServerReading} about tables and indexes. */
final class ServerTableReading {
    private static final Map<String, String> KINDS = Map.of(
            "CONSTR_PRIMARY", "PRIMARY_KEY",
            "CONSTR_UNIQUE", "UNIQUE",
            "CONSTR_FOREIGN", "FOREIGN_KEY",
            "CONSTR_CHECK", "CHECK",
            "CONSTR_EXCLUSION", "EXCLUDE",
            "CONSTR_NOTNULL", "NOT_NULL");

    private ServerTableReading() {}

    static String line(Tree it) {
        return switch (it.type()) {
            case "CreateStmt" -> createTable(it);
            case "CreateTableAsStmt" -> createAs(it);
            case "IndexStmt" -> index(it);
            default -> alter(it);
        };
    }

    private static String createTable(Tree it) {
        Set<String> options = persistence(it.at("relation"));
        if (it.flag("if_not_exists")) {
            options.add("IF NOT EXISTS");
        }
        if (it.has("partbound")) {
            options.add("PARTITION OF");
        }
        List<String> columns = it.all("tableElts").stream()
                .filter(element -> element.is("ColumnDef"))
                .map(ServerTableReading::column)
                .toList();
        List<String> constraints = it.all("tableElts").stream()
                .filter(element -> element.is("Constraint"))
                .map(element -> constraint(element, true))
                .toList();
        return "CREATE TABLE " + relation(it.at("relation")) + " " + options + columns + constraints;
    }

    private static String createAs(Tree it) {
        Tree into = it.at("into");
        Set<String> options = persistence(into.at("rel"));
        if (!it.text("objtype").equals("OBJECT_TABLE")) {
            return "CREATE VIEW " + relation(into.at("rel")) + " MATERIALIZED";
        }
        if (it.flag("if_not_exists")) {
            options.add("IF NOT EXISTS");
        }
        List<String> columns = strings(into.all("colNames")).stream()
                .map(column -> column + ": []")
                .toList();
        return "CREATE TABLE " + relation(into.at("rel")) + " " + options + columns + "[]";
    }

    private static Set<String> persistence(Tree relation) {
        String persistence = relation.text("relpersistence");
        return new TreeSet<>(
                persistence.equals("t")
                        ? Set.of("TEMPORARY")
                        : persistence.equals("u") ? Set.of("UNLOGGED") : Set.of());
    }

    private static String column(Tree it) {
        List<String> constraints = new ArrayList<>();
        Set<String> filled = new TreeSet<>();
        for (Tree each : it.all("constraints")) {
            switch (each.text("contype")) {
                case "CONSTR_DEFAULT" -> filled.add(" DEFAULT");
                case "CONSTR_IDENTITY" -> filled.add(" IDENTITY");
                case "CONSTR_ATTR_NOT_ENFORCED" ->
                    constraints.add(constraints.remove(constraints.size() - 1) + " NOT VALID");
                case "CONSTR_GENERATED" ->
                    filled.add(each.text("generated_kind").equals("v") ? " VIRTUAL" : " STORED");
                default -> {
                    if (KINDS.containsKey(each.text("contype"))) {
                        constraints.add(constraint(each, false));
                    }
                }
            }
        }
        return it.text("colname") + ":" + type(it.at("typeName")) + String.join("", filled) + " " + constraints;
    }

    private static String type(Tree it) {
        List<String> names = strings(it.all("names"));
        boolean system = names.size() == 2 && names.get(0).equals("pg_catalog");
        String name = system ? names.get(1) : name(it.all("names"));
        if (!system && name.equals("char")) {
            name = "\"char\"";
        }
        List<String> modifiers = it.all("typmods").stream()
                .map(modifier -> modifier.is("ColumnRef")
                        ? name(modifier.all("fields"))
                        : modifier.at("ival").text("ival"))
                .toList();
        return OurReading.type(name, modifiers, it.has("arrayBounds"));
    }

    private static String constraint(Tree it, boolean ofTable) {
        String kind = KINDS.get(it.text("contype"));
        List<String> columns = new ArrayList<>();
        if (ofTable
                && Set.of("PRIMARY_KEY", "UNIQUE", "FOREIGN_KEY", "NOT_NULL").contains(kind)) {
            columns.addAll(strings(it.all("keys")));
            columns.addAll(strings(it.all("fk_attrs")));
        }
        return kind
                + (it.has("conname") ? " " + it.text("conname") : "")
                + " " + columns
                + (it.flag("skip_validation") && ofTable ? " NOT VALID" : "")
                + (it.has("indexname") ? " USING INDEX" : "")
                + (it.has("pktable") ? " REFERENCES " + relation(it.at("pktable")) : "");
    }

    private static String index(Tree it) {
        List<String> columns = it.all("indexParams").stream()
                .map(key -> key.has("name") ? key.text("name") : "(...)")
                .toList();
        Set<String> options = new TreeSet<>();
        Stream.of("unique", "concurrent", "if_not_exists")
                .filter(it::flag)
                .forEach(option -> options.add(
                        Map.of("unique", "UNIQUE", "concurrent", "CONCURRENTLY", "if_not_exists", "IF NOT EXISTS")
                                .get(option)));
        if (it.has("whereClause")) {
            Tree where = it.at("whereClause");
            boolean notNull = where.is("NullTest")
                    && where.text("nulltesttype").equals("IS_NOT_NULL")
                    && columns.contains(name(where.at("arg").all("fields")));
            options.add(notNull ? "WHERE NOT NULL" : "WHERE");
        }
        return "CREATE INDEX " + it.text("idxname") + " ON " + relation(it.at("relation")) + " " + columns + options;
    }

    private static String alter(Tree it) {
        if (!it.text("objtype").equals("OBJECT_TABLE")) {
            return OurReading.OTHER;
        }
        return "ALTER TABLE " + relation(it.at("relation")) + " "
                + it.all("cmds").stream().map(ServerTableReading::change).toList();
    }

    private static String change(Tree it) {
        String name = it.text("name");
        String cascade = it.text("behavior").equals("DROP_CASCADE") ? " CASCADE" : "";
        Tree definition = it.at("def");
        String kind = it.text("subtype").replace("AT_", "");
        return switch (kind) {
            case "AddColumn" -> "ADD " + column(definition);
            case "DropColumn" -> "DROP " + name + cascade;
            case "AlterColumnType" ->
                "TYPE " + name + " " + type(definition.at("typeName"))
                        + (definition.has("raw_default") ? " USING" : "");
            case "SetNotNull" -> "SET NOT NULL " + name;
            case "DropNotNull" -> "DROP NOT NULL " + name;
            case "ColumnDefault" -> it.has("def") ? "OTHER" : "DROP DEFAULT " + name;
            case "AddIdentity" -> "ADD IDENTITY " + name;
            case "AddConstraint" -> "ADD " + constraint(definition, true);
            case "DropConstraint" -> "DROP CONSTRAINT " + name + cascade;
            case "ValidateConstraint" -> "VALIDATE " + name;
            case "AttachPartition" -> "ATTACH " + relation(definition.at("name"));
            case "DetachPartition" ->
                "DETACH " + relation(definition.at("name")) + (definition.flag("concurrent") ? " CONCURRENTLY" : "");
            case "DetachPartitionFinalize" -> "DETACH " + relation(definition.at("name")) + " CONCURRENTLY";
            case "EnableRowSecurity" -> "ENABLE ROW SECURITY";
            case "DisableRowSecurity" -> "DISABLE ROW SECURITY";
            case "ForceRowSecurity" -> "FORCE ROW SECURITY";
            case "NoForceRowSecurity" -> "NO FORCE ROW SECURITY";
            case "ClusterOn",
                    "DropCluster",
                    "SetRelOptions",
                    "ResetRelOptions",
                    "SetStatistics",
                    "SetOptions",
                    "ResetOptions" -> "SETTING";
            case "SetLogged" -> "COPY LOGGED";
            case "SetUnLogged" -> "COPY UNLOGGED";
            case "SetTableSpace" -> "COPY TABLESPACE";
            case "SetAccessMethod" -> "COPY ACCESS METHOD";
            case "DisableTrig" -> "DISABLE TRIGGER " + name;
            case "DisableTrigAll" -> "DISABLE TRIGGER all";
            case "DisableTrigUser" -> "DISABLE TRIGGER user";
            case "EnableTrig", "EnableAlwaysTrig", "EnableReplicaTrig" -> "ENABLE TRIGGER " + name;
            case "EnableTrigAll" -> "ENABLE TRIGGER all";
            case "EnableTrigUser" -> "ENABLE TRIGGER user";
            default -> "OTHER";
        };
    }
}
