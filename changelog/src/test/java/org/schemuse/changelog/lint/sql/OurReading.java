package org.schemuse.changelog.lint.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What lint reads in a statement, one line for each part that a rule can ask for. */
final class OurReading {
    static final String OTHER = "OTHER";

    /** What RENAME TO and SET SCHEMA are read of, beside tables, schemas and columns. */
    static final Set<String> MOVED = Set.of(
            "VIEW",
            "MATERIALIZED VIEW",
            "FUNCTION",
            "PROCEDURE",
            "ROUTINE",
            "AGGREGATE",
            "SEQUENCE",
            "COLLATION",
            "TYPE",
            "DOMAIN");

    /** What a rule may ask for when it is dropped. */
    static final Set<String> DROPPED = Set.of(
            "TABLE",
            "INDEX",
            "SCHEMA",
            "VIEW",
            "MATERIALIZED VIEW",
            "SEQUENCE",
            "FUNCTION",
            "PROCEDURE",
            "ROUTINE",
            "AGGREGATE",
            "TYPE",
            "DOMAIN",
            "TRIGGER",
            "POLICY",
            "RULE",
            "FOREIGN TABLE",
            "DATABASE",
            "EXTENSION",
            "EVENT TRIGGER");

    static final Set<String> COMMENTED = Set.of(
            "TABLE",
            "COLUMN",
            "INDEX",
            "SCHEMA",
            "VIEW",
            "MATERIALIZED VIEW",
            "SEQUENCE",
            "FUNCTION",
            "PROCEDURE",
            "TYPE",
            "DOMAIN",
            "TRIGGER",
            "POLICY",
            "RULE",
            "CONSTRAINT",
            "FOREIGN TABLE",
            "EXTENSION");

    private static final Map<String, String> INNER_TYPES = Map.ofEntries(
            Map.entry("real", "float4"),
            Map.entry("double precision", "float8"),
            Map.entry("boolean", "bool"),
            Map.entry("bit varying", "varbit"),
            Map.entry("time with time zone", "timetz"),
            Map.entry("time without time zone", "time"));

    private OurReading() {}

    static List<String> of(Action action) {
        if (action instanceof Action.With with) {
            return with.parts().stream().flatMap(part -> of(part).stream()).toList();
        }
        String line = line(action);
        return line.equals(OTHER) ? List.of() : List.of(line);
    }

    private static String line(Action action) {
        if (action instanceof Action.CreateTable it) {
            Set<String> options = new TreeSet<>(it.options());
            options.retainAll(Set.of("TEMPORARY", "UNLOGGED", "IF NOT EXISTS", "PARTITION OF"));
            return "CREATE TABLE " + it.table() + " " + options
                    + it.columns().stream().map(OurReading::column).toList()
                    + it.constraints().stream()
                            .map(each -> constraint(each, true))
                            .toList();
        } else if (action instanceof Action.AlterTable it) {
            return "ALTER TABLE " + it.table() + " "
                    + it.changes().stream().map(OurReading::change).toList();
        } else if (action instanceof Action.CreateIndex it) {
            return "CREATE INDEX " + it.index() + " ON " + it.table() + " " + it.columns()
                    + new TreeSet<>(it.options());
        } else if (action instanceof Action.Drop it) {
            return drop(it);
        } else if (action instanceof Action.Grant it) {
            return "GRANT " + privileges(it.privileges()) + " ON " + it.kind() + " " + it.objects() + " " + it.roles();
        } else if (action instanceof Action.Revoke it) {
            return "REVOKE " + privileges(it.privileges()) + " ON " + it.kind() + " " + it.objects() + " " + it.roles();
        }
        return created(action);
    }

    private static String created(Action action) {
        if (action instanceof Action.CreateFunction it) {
            return "CREATE FUNCTION " + it.function() + " " + new TreeSet<>(it.options());
        } else if (action instanceof Action.CreateView it) {
            return it.options().contains("MATERIALIZED")
                    ? "CREATE VIEW " + it.view() + " MATERIALIZED"
                    : "CREATE VIEW " + it.view() + " " + it.with()
                            + (it.options().contains("OR REPLACE") ? " OR REPLACE" : "")
                            + (it.options().contains("TEMPORARY") ? " TEMPORARY" : "");
        } else if (action instanceof Action.CreateTrigger it) {
            return "CREATE TRIGGER " + it.trigger() + " " + it.table();
        } else if (action instanceof Action.CreateRule it) {
            return "CREATE RULE " + it.rule() + " " + it.table();
        } else if (action instanceof Action.CreatePolicy it) {
            return "CREATE POLICY " + it.policy() + " " + it.table() + " " + it.command()
                    + (it.using().isEmpty() ? "" : " USING") + (it.check().isEmpty() ? "" : " CHECK");
        } else if (action instanceof Action.CreateEnum it) {
            return "CREATE ENUM " + it.type() + " " + it.labels();
        } else if (action instanceof Action.CreateDomain it) {
            return "CREATE DOMAIN " + it.domain() + (it.constrained() ? " CONSTRAINED" : "");
        } else if (action instanceof Action.Create it) {
            return "CREATE " + it.kind() + " " + it.object();
        }
        return altered(action);
    }

    private static String altered(Action action) {
        if (action instanceof Action.AddEnumValue it) {
            return "ADD VALUE " + it.type() + " " + it.label() + (it.positioned() ? " POSITIONED" : "");
        } else if (action instanceof Action.RenameEnumValue it) {
            return "RENAME VALUE " + it.type() + " " + it.from() + " " + it.to();
        } else if (action instanceof Action.AlterDomain it) {
            return "ALTER DOMAIN " + it.domain() + (it.addsConstraint() ? " ADD" : "");
        } else if (action instanceof Action.Rename it) {
            return "RENAME " + it.kind() + " " + it.object() + " " + it.to();
        } else if (action instanceof Action.RenameSchema it) {
            return "RENAME SCHEMA " + it.schema() + " " + it.to();
        } else if (action instanceof Action.SetSchema it) {
            return "SET SCHEMA " + it.kind() + " " + it.object() + " " + it.to();
        } else if (action instanceof Action.CommentOn it) {
            return COMMENTED.contains(it.kind()) ? "COMMENT " + it.kind() + " " + it.object() : OTHER;
        }
        return run(action);
    }

    private static String run(Action action) {
        if (action instanceof Action.Truncate it) {
            return "TRUNCATE " + it.tables() + (it.cascade() ? " CASCADE" : "");
        } else if (action instanceof Action.Reindex it) {
            return "REINDEX " + it.kind() + " " + it.object() + (it.concurrently() ? " CONCURRENTLY" : "");
        } else if (action instanceof Action.Lock it) {
            return "LOCK " + it.tables() + " " + it.mode();
        } else if (action instanceof Action.Rewrite it) {
            return it.command() + " " + it.tables();
        } else if (action instanceof Action.Refresh it) {
            return "REFRESH " + it.view() + (it.concurrently() ? " CONCURRENTLY" : "");
        } else if (action instanceof Action.SetVariable it) {
            return "SET " + (it.local() ? "LOCAL " : "") + it.name() + " "
                    + String.valueOf(it.value()).toLowerCase(Locale.ROOT);
        } else if (action instanceof Action.TransactionControl it) {
            return "TRANSACTION " + it.effect();
        } else if (action instanceof Action.Insert it) {
            return "INSERT " + it.table() + (it.query() ? " QUERY" : "");
        } else if (action instanceof Action.Update it) {
            return "UPDATE " + it.table() + " "
                    + it.columns().stream().map(Token::name).toList() + (it.where() ? " WHERE" : "");
        } else if (action instanceof Action.Delete it) {
            return "DELETE " + it.table() + (it.where() ? " WHERE" : "");
        }
        return action instanceof Action.Do ? "DO" : OTHER;
    }

    private static String drop(Action.Drop it) {
        return !DROPPED.contains(it.kind())
                ? OTHER
                : "DROP " + it.kind() + " " + it.names() + (it.table() == null ? "" : " ON " + it.table()) + " "
                        + new TreeSet<>(it.options());
    }

    private static List<String> privileges(List<String> privileges) {
        return privileges.equals(List.of("ALL", "PRIVILEGES")) ? List.of("ALL") : privileges;
    }

    private static String column(ColumnDefinition it) {
        String filled = it.filled() == ColumnDefinition.Filled.NOT ? "" : " " + it.filled();
        return it.name() + ":"
                + type(it.type().name(), it.type().modifiers(), it.type().array())
                + (it.defaultValue().isEmpty() ? "" : " DEFAULT") + filled + " "
                + it.constraints().stream().map(each -> constraint(each, false)).toList();
    }

    /** A type by PostgreSQL's inner name; a length that is implied or encoded is left out. */
    static String type(String name, List<String> modifiers, boolean array) {
        String plain = name.startsWith("interval") ? "interval" : new Type(name, List.of(), false).name();
        boolean encoded = Set.of("interval", "float8", "float4").contains(INNER_TYPES.getOrDefault(plain, plain));
        boolean implied = modifiers.equals(List.of("1"))
                && (plain.equals("char") || plain.equals("bit") || plain.equals("bpchar"));
        return INNER_TYPES.getOrDefault(plain, plain)
                + (modifiers.isEmpty() || encoded || implied
                        ? ""
                        : modifiers.toString().toLowerCase(Locale.ROOT))
                + (array ? "[]" : "");
    }

    private static String constraint(Constraint it, boolean ofTable) {
        List<String> columns = new ArrayList<>();
        if (ofTable
                && !it.has(Constraint.Option.USING_INDEX)
                && Set.of(
                                Constraint.Kind.PRIMARY_KEY,
                                Constraint.Kind.UNIQUE,
                                Constraint.Kind.FOREIGN_KEY,
                                Constraint.Kind.NOT_NULL)
                        .contains(it.kind())) {
            columns.addAll(it.columns());
        }
        return it.kind()
                + (it.name() == null ? "" : " " + it.name())
                + " " + columns
                + (it.has(Constraint.Option.NOT_VALID) ? " NOT VALID" : "")
                + (it.has(Constraint.Option.USING_INDEX) ? " USING INDEX" : "")
                + (it.references() == null ? "" : " REFERENCES " + it.references());
    }

    private static String change(Change change) {
        if (change instanceof Change.AddColumn it) {
            return "ADD " + column(it.column());
        } else if (change instanceof Change.DropColumn it) {
            return "DROP " + it.column() + (it.cascade() ? " CASCADE" : "");
        } else if (change instanceof Change.AlterType it) {
            Type type = it.type();
            return "TYPE " + it.column() + " " + type(type.name(), type.modifiers(), type.array())
                    + (it.using() ? " USING" : "");
        } else if (change instanceof Change.SetNotNull it) {
            return "SET NOT NULL " + it.column();
        } else if (change instanceof Change.DropNotNull it) {
            return "DROP NOT NULL " + it.column();
        } else if (change instanceof Change.DropDefault it) {
            return "DROP DEFAULT " + it.column();
        } else if (change instanceof Change.AddIdentity it) {
            return "ADD IDENTITY " + it.column();
        } else if (change instanceof Change.AddConstraint it) {
            return "ADD " + constraint(it.constraint(), true);
        } else if (change instanceof Change.DropConstraint it) {
            return "DROP CONSTRAINT " + it.name() + (it.cascade() ? " CASCADE" : "");
        } else if (change instanceof Change.ValidateConstraint it) {
            return "VALIDATE " + it.name();
        }
        return otherChange(change);
    }

    private static String otherChange(Change change) {
        if (change instanceof Change.RenameColumn it) {
            return "RENAME " + it.from() + " TO " + it.to();
        } else if (change instanceof Change.RenameTable it) {
            return "RENAME TO " + it.to();
        } else if (change instanceof Change.SetSchema it) {
            return "SET SCHEMA " + it.to();
        } else if (change instanceof Change.AttachPartition it) {
            return "ATTACH " + it.partition();
        } else if (change instanceof Change.DetachPartition it) {
            return "DETACH " + it.partition() + (it.concurrently() ? " CONCURRENTLY" : "");
        } else if (change instanceof Change.RowSecurity it) {
            return it.state() + " ROW SECURITY";
        } else if (change instanceof Change.Setting) {
            return "SETTING";
        } else if (change instanceof Change.Copy it) {
            return "COPY " + it.what();
        } else if (change instanceof Change.DisableTrigger it) {
            return "DISABLE TRIGGER " + trigger(it.trigger());
        } else if (change instanceof Change.EnableTrigger it) {
            return "ENABLE TRIGGER " + trigger(it.trigger());
        }
        return OTHER;
    }

    private static String trigger(String name) {
        return Set.of("ALL", "USER").contains(name) ? name.toLowerCase(Locale.ROOT) : name;
    }

    static String joined(List<String> lines) {
        return lines.stream().collect(Collectors.joining("\n"));
    }
}
