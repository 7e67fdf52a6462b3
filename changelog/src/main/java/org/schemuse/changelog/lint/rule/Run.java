package org.schemuse.changelog.lint.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.lint.source.Step;
import org.schemuse.changelog.lint.sql.Action;
import org.schemuse.changelog.lint.sql.Change;
import org.schemuse.changelog.lint.sql.ColumnDefinition;
import org.schemuse.changelog.lint.sql.Constraint;
import org.schemuse.changelog.lint.sql.Name;
import org.schemuse.changelog.lint.sql.Statement;
import org.schemuse.changelog.lint.sql.Token;
import org.schemuse.changelog.lint.sql.Type;

/** What is known at some point of a run: what its earlier steps created, and what is in force. */
public final class Run {
    private final boolean anySchema;
    private final Set<String> created = new HashSet<>();
    private final Set<String> indexes = new HashSet<>();
    private final Set<String> objects = new HashSet<>();
    private final Map<String, Map<String, Type>> columns = new HashMap<>();
    private @Nullable Step step;
    private boolean applied;
    private boolean lockTimeout;
    private boolean lockTimeoutOutside;
    private boolean inTransaction;
    private Set<String> openTo = Set.of();

    /**
     * A constraint added to an existing table.
     *
     * @param at the first token of the change
     * @param column the new column that the constraint is part of; empty for ADD CONSTRAINT
     */
    public record AddedConstraint(Name table, Token at, Constraint constraint, Optional<ColumnDefinition> column) {
        public boolean is(Constraint.Kind kind) {
            return constraint.kind() == kind;
        }
    }

    /** A run of a catalog that is to install in any schema, or of something else. */
    public Run(boolean anySchema) {
        this.anySchema = anySchema;
    }

    /** The roles that default privileges of the database give something of new objects. */
    public void openTo(Set<String> roles) {
        openTo = Set.copyOf(roles);
    }

    public Set<String> openTo() {
        return openTo;
    }

    /** Goes on to a step; what an applied one creates is there and filled. Schemuse sets lock_timeout for each changeset. */
    public void begin(Step next, boolean isApplied) {
        step = next;
        applied = isApplied;
        lockTimeout = next.isChangeset();
        lockTimeoutOutside = lockTimeout;
        inTransaction = next.inTransaction();
    }

    /** Whether a statement runs in a transaction with others: that of its changeset, or one that the script began. */
    public boolean inTransaction() {
        return inTransaction;
    }

    public Step step() {
        return Objects.requireNonNull(step, "no step has begun");
    }

    public boolean installsInAnySchema() {
        return anySchema;
    }

    /** Whether a table was there before this run, so that it may be filled and others may be at work on it. */
    public boolean isExisting(Name table) {
        return table != null && !created.contains(table.key());
    }

    public boolean isNewIndex(Name index) {
        return indexes.contains(index.key());
    }

    /** Whether a view, function, type or sequence was created in this run. */
    public boolean isNewObject(Name object) {
        return objects.contains(object.key());
    }

    /** The type of a column, where this changelog made it. */
    public Optional<Type> type(Name table, String column) {
        return Optional.ofNullable(columns.getOrDefault(table.key(), Map.of()).get(column));
    }

    /** Whether waiting for a lock ends at some time. */
    public boolean hasLockTimeout() {
        return lockTimeout;
    }

    public Location at(Token token) {
        return new Location(step(), token.offset());
    }

    /** Hands over the changes of this kind, where the statement makes them to a table that was there before. */
    public <C extends Change> void onExisting(Statement statement, Class<C> kind, BiConsumer<Name, C> work) {
        statement
                .as(Action.AlterTable.class)
                .filter(alter -> isExisting(alter.table()))
                .ifPresent(alter -> alter.changes().stream()
                        .filter(kind::isInstance)
                        .forEach(change -> work.accept(alter.table(), kind.cast(change))));
    }

    /**
     * Each constraint that the statement adds to a table that existed before: by ADD CONSTRAINT, or inline with a new
     * column.
     */
    public List<AddedConstraint> constraintsOnExisting(Statement statement) {
        List<AddedConstraint> added = new ArrayList<>();
        onExisting(
                statement,
                Change.AddConstraint.class,
                (table, add) -> added.add(new AddedConstraint(table, add.at(), add.constraint(), Optional.empty())));
        onExisting(
                statement,
                Change.AddColumn.class,
                (table, add) -> add.column()
                        .constraints()
                        .forEach(constraint -> added.add(
                                new AddedConstraint(table, add.at(), constraint, Optional.of(add.column())))));
        return added;
    }

    /** Takes note of what a statement did. */
    public void note(Statement statement) {
        Action action = statement.action();
        if (!applied) {
            created(statement).ifPresent(object -> objects.add(object.key()));
        }
        if (action instanceof Action.CreateTable create) {
            note(create);
        } else if (action instanceof Action.CreateIndex index) {
            if (!applied) {
                indexes.add(index.index().key());
            }
        } else if (action instanceof Action.AlterTable alter) {
            alter.changes().forEach(change -> note(alter.table(), change));
        } else if (action instanceof Action.SetVariable set && set.name().equals("lock_timeout")) {
            note(set);
        } else if (action instanceof Action.TransactionControl control) {
            note(control);
        } else if (action instanceof Action.Drop drop && drop.kind().equals("TABLE")) {
            drop.names().forEach(name -> created.remove(name.key()));
        }
    }

    /** The view, function, type, sequence, trigger or rule that the statement creates. */
    public Optional<Name> created(Statement statement) {
        Action action = statement.action();
        if (action instanceof Action.CreateTrigger trigger) {
            return Optional.of(trigger.trigger());
        }
        if (action instanceof Action.CreateRule rule) {
            return Optional.of(rule.rule());
        }
        if (action instanceof Action.CreateView view) {
            return Optional.of(view.view());
        }
        if (action instanceof Action.CreateFunction function) {
            return Optional.of(function.function());
        }
        if (action instanceof Action.CreateEnum type) {
            return Optional.of(type.type());
        }
        if (action instanceof Action.CreateDomain domain) {
            return Optional.of(domain.domain());
        }
        return action instanceof Action.Create create ? Optional.of(create.object()) : Optional.empty();
    }

    private void note(Action.SetVariable lockTimeoutSet) {
        if (lockTimeoutSet.local() && !inTransaction) {
            // PostgreSQL only warns, and sets nothing.
            return;
        }
        lockTimeout = lockTimeoutSet.value() != null && !lockTimeoutSet.value().matches("0+\\D*");
        if (!lockTimeoutSet.local()) {
            lockTimeoutOutside = lockTimeout;
        }
    }

    /** SET LOCAL lasts until the transaction ends. */
    private void note(Action.TransactionControl control) {
        if (control.effect() == Action.TransactionControl.Effect.ENDS) {
            lockTimeout = lockTimeoutOutside;
            inTransaction = false;
        } else if (control.effect() == Action.TransactionControl.Effect.BEGINS) {
            inTransaction = true;
        }
    }

    private void note(Action.CreateTable create) {
        if (!applied) {
            created.add(create.table().key());
        }
        Map<String, Type> types = new HashMap<>();
        for (ColumnDefinition column : create.columns()) {
            types.put(column.name(), column.type());
        }
        columns.put(create.table().key(), types);
    }

    private void note(Name table, Change change) {
        Map<String, Type> types = columns.computeIfAbsent(table.key(), any -> new HashMap<>());
        if (change instanceof Change.AddColumn add) {
            types.put(add.column().name(), add.column().type());
        } else if (change instanceof Change.AlterType alter) {
            types.put(alter.column(), alter.type());
        } else if (change instanceof Change.RenameTable rename) {
            String key = new Name(table.schema(), rename.to(), table.at()).key();
            columns.put(key, types);
            if (created.remove(table.key())) {
                created.add(key);
            }
        }
    }
}
