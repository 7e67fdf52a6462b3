package org.schemuse.changelog.lint.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a statement does by PostgreSQL's tree, in the words of {@link OurReading}. */
final class ServerReading {
    private static final List<String> LOCK_MODES = List.of(
            "",
            "ACCESS SHARE",
            "ROW SHARE",
            "ROW EXCLUSIVE",
            "SHARE UPDATE EXCLUSIVE",
            "SHARE",
            "SHARE ROW EXCLUSIVE",
            "EXCLUSIVE",
            "ACCESS EXCLUSIVE");

    private ServerReading() {}

    /** Of a statement with WITH: one line for each part that lint knows. */
    static List<String> of(Tree statement) {
        List<String> lines = new ArrayList<>();
        for (Tree expression : statement.at("withClause").all("ctes")) {
            lines.addAll(of(expression.at("ctequery")));
        }
        String line = line(statement);
        if (!line.equals(OurReading.OTHER)) {
            lines.add(line);
        }
        return lines;
    }

    private static String line(Tree it) {
        return switch (it.type()) {
            case "CreateStmt", "CreateTableAsStmt", "AlterTableStmt", "IndexStmt" -> ServerTableReading.line(it);
            case "RenameStmt" -> rename(it);
            case "AlterObjectSchemaStmt" -> setSchema(it);
            case "DropStmt", "DropdbStmt" -> drop(it);
            case "TruncateStmt" -> "TRUNCATE " + relations(it.all("relations")) + cascade(it);
            case "ReindexStmt" -> reindex(it);
            case "VacuumStmt" -> vacuum(it);
            case "ClusterStmt" -> cluster(it);
            case "RepackStmt" -> OurReading.OTHER;
            case "LockStmt" ->
                "LOCK " + relations(it.all("relations")) + " " + LOCK_MODES.get(Integer.parseInt(it.text("mode")));
            case "RuleStmt" -> "CREATE RULE " + it.text("rulename") + " " + relation(it.at("relation"));
            case "CreateEnumStmt" -> "CREATE ENUM " + name(it.all("typeName")) + " " + strings(it.all("vals"));
            case "AlterEnumStmt" -> alterEnum(it);
            case "CreateDomainStmt" -> createDomain(it);
            case "AlterDomainStmt" ->
                "ALTER DOMAIN " + name(it.all("typeName")) + (it.text("subtype").equals("C") ? " ADD" : "");
            case "CreateFunctionStmt" -> function(it);
            case "ViewStmt" -> view(it);
            case "CreateTrigStmt" -> "CREATE TRIGGER " + it.text("trigname") + " " + relation(it.at("relation"));
            case "CreatePolicyStmt" -> policy(it);
            case "GrantStmt" -> grant(it);
            case "CommentStmt" -> comment(it);
            case "VariableSetStmt" -> variable(it);
            case "TransactionStmt" -> "TRANSACTION " + effect(it);
            case "InsertStmt" -> "INSERT " + relation(it.at("relation")) + (isQuery(it) ? " QUERY" : "");
            case "UpdateStmt" -> update(it);
            case "DeleteStmt" -> "DELETE " + relation(it.at("relation")) + where(it);
            case "CreateSeqStmt" -> "CREATE SEQUENCE " + relation(it.at("sequence"));
            case "CompositeTypeStmt" -> "CREATE TYPE " + relation(it.at("typevar"));
            case "CreateRangeStmt" -> "CREATE TYPE " + name(it.all("typeName"));
            case "DefineStmt" ->
                it.text("kind").equals("OBJECT_TYPE") ? "CREATE TYPE " + name(it.all("defnames")) : OurReading.OTHER;
            case "RefreshMatViewStmt" ->
                "REFRESH " + relation(it.at("relation")) + (it.flag("concurrent") ? " CONCURRENTLY" : "");
            case "DoStmt" -> "DO";
            default -> OurReading.OTHER;
        };
    }

    static String relation(Tree variable) {
        String schema = variable.text("schemaname");
        return (schema.isEmpty() ? "" : schema + ".") + variable.text("relname");
    }

    private static List<String> relations(List<Tree> variables) {
        return variables.stream().map(ServerReading::relation).toList();
    }

    static List<String> strings(List<Tree> nodes) {
        return nodes.stream().map(node -> node.text("sval")).toList();
    }

    /** The last two parts of a name. */
    static String name(List<Tree> nodes) {
        List<String> parts = strings(nodes);
        return String.join(".", parts.subList(Math.max(0, parts.size() - 2), parts.size()));
    }

    private static String name(Tree object) {
        return switch (object.type()) {
            case "List" -> name(object.all("items"));
            case "TypeName" -> name(object.all("names"));
            case "ObjectWithArgs" -> name(object.all("objname"));
            default -> object.has("relname") ? relation(object) : object.text("sval");
        };
    }

    private static String cascade(Tree it) {
        return it.text("behavior").equals("DROP_CASCADE") ? " CASCADE" : "";
    }

    private static String where(Tree it) {
        return it.has("whereClause") ? " WHERE" : "";
    }

    /** OBJECT_MATVIEW is MATERIALIZED VIEW. */
    private static String kind(String object) {
        return switch (object) {
            case "OBJECT_MATVIEW" -> "MATERIALIZED VIEW";
            case "OBJECT_TABCONSTRAINT", "OBJECT_DOMCONSTRAINT" -> "CONSTRAINT";
            case "OBJECT_FDW" -> "FOREIGN DATA WRAPPER";
            case "OBJECT_FOREIGN_SERVER" -> "FOREIGN SERVER";
            case "OBJECT_LARGEOBJECT" -> "LARGE OBJECT";
            case "OBJECT_PARAMETER_ACL" -> "PARAMETER";
            default -> object.replace("OBJECT_", "").replace('_', ' ');
        };
    }

    private static String rename(Tree it) {
        String kind = kind(it.text("renameType"));
        boolean ofTable = it.text("relationType").equals("OBJECT_TABLE");
        String relation = relation(it.at("relation"));
        return switch (kind) {
            case "TABLE" -> "ALTER TABLE " + relation + " [RENAME TO " + it.text("newname") + "]";
            case "COLUMN" ->
                ofTable
                        ? "ALTER TABLE " + relation + " [RENAME " + it.text("subname") + " TO " + it.text("newname")
                                + "]"
                        : OurReading.OTHER;
            case "CONSTRAINT" ->
                it.text("renameType").equals("OBJECT_TABCONSTRAINT")
                        ? "ALTER TABLE " + relation + " [OTHER]"
                        : "ALTER DOMAIN " + name(it.at("object"));
            case "SCHEMA" -> "RENAME SCHEMA " + it.text("subname") + " " + it.text("newname");
            default ->
                OurReading.MOVED.contains(kind)
                        ? "RENAME " + kind + " " + (relation.isEmpty() ? name(it.at("object")) : relation) + " "
                                + it.text("newname")
                        : OurReading.OTHER;
        };
    }

    private static String setSchema(Tree it) {
        String kind = kind(it.text("objectType"));
        String relation = relation(it.at("relation"));
        if (kind.equals("TABLE")) {
            return "ALTER TABLE " + relation + " [SET SCHEMA " + it.text("newschema") + "]";
        }
        return OurReading.MOVED.contains(kind)
                ? "SET SCHEMA " + kind + " " + (relation.isEmpty() ? name(it.at("object")) : relation) + " "
                        + it.text("newschema")
                : OurReading.OTHER;
    }

    private static String drop(Tree it) {
        if (it.is("DropdbStmt")) {
            return "DROP DATABASE [" + it.text("dbname") + "]" + (it.flag("missing_ok") ? " [IF EXISTS]" : " []");
        }
        String kind = kind(it.text("removeType"));
        if (!OurReading.DROPPED.contains(kind)) {
            return OurReading.OTHER;
        }
        Set<String> options = new TreeSet<>();
        Map.of(
                        "CONCURRENTLY", it.flag("concurrent"),
                        "IF EXISTS", it.flag("missing_ok"),
                        "CASCADE", !cascade(it).isEmpty())
                .forEach((option, on) -> {
                    if (on) {
                        options.add(option);
                    }
                });
        if (Set.of("TRIGGER", "POLICY", "RULE").contains(kind)) {
            List<Tree> parts = it.all("objects").get(0).all("items");
            return "DROP " + kind + " [" + parts.get(parts.size() - 1).text("sval") + "] ON "
                    + name(parts.subList(0, parts.size() - 1)) + " " + options;
        }
        return "DROP " + kind + " "
                + it.all("objects").stream().map(ServerReading::name).toList() + " " + options;
    }

    private static boolean isOn(Tree option) {
        return !Set.of("false", "off", "0").contains(value(option).toLowerCase(Locale.ROOT));
    }

    private static String value(Tree option) {
        Tree value = option.at("arg");
        return switch (value.type()) {
            case "String" -> value.text("sval");
            case "Integer" -> value.has("ival") ? value.text("ival") : "0";
            case "Boolean" -> String.valueOf(value.flag("boolval"));
            case "Float" -> value.text("fval");
            case "TypeName" -> name(value.all("names"));
            default -> "";
        };
    }

    private static boolean has(List<Tree> options, String name) {
        return options.stream().anyMatch(option -> option.text("defname").equals(name) && isOn(option));
    }

    private static String reindex(Tree it) {
        String kind = it.text("kind").replace("REINDEX_OBJECT_", "");
        String object = it.has("relation") ? relation(it.at("relation")) : it.text("name");
        return kind.equals("SYSTEM")
                ? OurReading.OTHER
                : "REINDEX " + kind + " " + object + (has(it.all("params"), "concurrently") ? " CONCURRENTLY" : "");
    }

    private static String vacuum(Tree it) {
        if (!it.flag("is_vacuumcmd") || !has(it.all("options"), "full")) {
            return OurReading.OTHER;
        }
        return "VACUUM FULL "
                + it.all("rels").stream()
                        .map(rel -> relation(rel.at("relation")))
                        .toList();
    }

    private static String cluster(Tree it) {
        return "CLUSTER " + (it.has("relation") ? List.of(relation(it.at("relation"))) : List.of());
    }

    private static String alterEnum(Tree it) {
        String type = name(it.all("typeName"));
        return it.has("oldVal")
                ? "RENAME VALUE " + type + " " + it.text("oldVal") + " " + it.text("newVal")
                : "ADD VALUE " + type + " " + it.text("newVal") + (it.has("newValNeighbor") ? " POSITIONED" : "");
    }

    private static String createDomain(Tree it) {
        boolean constrained = it.all("constraints").stream()
                .anyMatch(each -> Set.of("CONSTR_CHECK", "CONSTR_NOTNULL").contains(each.text("contype")));
        return "CREATE DOMAIN " + name(it.all("domainname")) + (constrained ? " CONSTRAINED" : "");
    }

    private static String function(Tree it) {
        Set<String> options = new TreeSet<>();
        if (it.flag("replace")) {
            options.add("OR REPLACE");
        }
        if (it.flag("is_procedure")) {
            options.add("PROCEDURE");
        }
        if (name(it.at("returnType").all("names")).matches("(pg_catalog\\.)?trigger")) {
            options.add("RETURNS TRIGGER");
        }
        for (Tree option : it.all("options")) {
            switch (option.text("defname")) {
                case "security" ->
                    options.addAll(option.at("arg").flag("boolval") ? Set.of("SECURITY DEFINER") : Set.of());
                case "volatility" ->
                    options.addAll(option.at("arg").text("sval").equals("volatile") ? Set.of() : Set.of("STABLE"));
                case "set" ->
                    options.addAll(
                            option.at("arg").text("name").equals("search_path") ? Set.of("SEARCH_PATH") : Set.of());
                default -> {
                    // No rule asks for it.
                }
            }
        }
        return "CREATE FUNCTION " + name(it.all("funcname")) + " " + options;
    }

    private static String view(Tree it) {
        Map<String, String> with = new TreeMap<>();
        it.all("options")
                .forEach(option -> with.put(
                        option.text("defname"),
                        option.has("arg") ? value(option).toLowerCase(Locale.ROOT) : "true"));
        String options = (it.flag("replace") ? " OR REPLACE" : "")
                + (it.at("view").text("relpersistence").equals("t") ? " TEMPORARY" : "");
        return "CREATE VIEW " + relation(it.at("view")) + " " + with + options;
    }

    private static String policy(Tree it) {
        return "CREATE POLICY " + it.text("policy_name") + " " + relation(it.at("table")) + " "
                + it.text("cmd_name").toUpperCase(Locale.ROOT) + (it.has("qual") ? " USING" : "")
                + (it.has("with_check") ? " CHECK" : "");
    }

    private static String grant(Tree it) {
        List<String> privileges = it.all("privileges").stream()
                .map(each -> each.text("priv_name").toUpperCase(Locale.ROOT))
                .toList();
        boolean allIn = it.text("targtype").equals("ACL_TARGET_ALL_IN_SCHEMA");
        String kind = allIn ? "ALL " + kind(it.text("objtype")) + "S" : kind(it.text("objtype"));
        List<String> roles =
                it.all("grantees").stream().map(ServerReading::role).toList();
        List<String> objects =
                it.all("objects").stream().map(ServerReading::object).toList();
        return (it.flag("is_grant") ? "GRANT " : "REVOKE ") + (privileges.isEmpty() ? List.of("ALL") : privileges)
                + " ON " + kind + " " + objects + " " + roles;
    }

    private static String object(Tree object) {
        return object.is("Integer") ? object.text("ival") : name(object);
    }

    private static String role(Tree role) {
        String type = role.text("roletype").replace("ROLESPEC_", "");
        return type.equals("CSTRING") ? role.text("rolename") : type.toLowerCase(Locale.ROOT);
    }

    private static String comment(Tree it) {
        String kind = kind(it.text("objtype"));
        Tree object = it.at("object");
        if (!OurReading.COMMENTED.contains(kind)) {
            return OurReading.OTHER;
        }
        boolean last = Set.of("CONSTRAINT", "TRIGGER", "POLICY", "RULE").contains(kind) && object.is("List");
        List<String> parts = strings(object.all("items"));
        return "COMMENT " + kind + " " + (last ? parts.get(parts.size() - 1) : name(object));
    }

    private static String variable(Tree it) {
        String scope = it.flag("is_local") ? "SET LOCAL " : "SET ";
        return switch (it.text("kind")) {
            case "VAR_SET_VALUE" ->
                scope + it.text("name") + " " + constant(it.all("args").get(0));
            case "VAR_SET_DEFAULT" -> scope + it.text("name") + " null";
            case "VAR_RESET" -> "SET " + it.text("name") + " null";
            case "VAR_RESET_ALL" -> "SET all null";
            default -> OurReading.OTHER;
        };
    }

    private static String constant(Tree value) {
        return Stream.of("sval", "ival", "fval", "boolval")
                .filter(value::has)
                .map(field -> value.at(field).fields().isEmpty()
                        ? "0"
                        : value.at(field).text(field))
                .collect(Collectors.joining())
                .toLowerCase(Locale.ROOT);
    }

    private static String effect(Tree it) {
        return switch (it.text("kind").replace("TRANS_STMT_", "")) {
            case "BEGIN", "START" -> "BEGINS";
            case "COMMIT", "ROLLBACK" -> it.flag("chain") ? "BEGINS" : "ENDS";
            case "PREPARE" -> "ENDS";
            default -> "NONE";
        };
    }

    private static boolean isQuery(Tree it) {
        return it.has("selectStmt") && !it.at("selectStmt").has("valuesLists");
    }

    private static String update(Tree it) {
        List<String> columns = it.all("targetList").stream()
                .filter(target -> !target.has("indirection"))
                .map(target -> target.text("name"))
                .toList();
        return "UPDATE " + relation(it.at("relation")) + " " + columns + where(it);
    }
}
