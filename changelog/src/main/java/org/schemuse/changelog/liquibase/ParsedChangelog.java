package org.schemuse.changelog.liquibase;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import liquibase.ChecksumVersion;
import liquibase.change.Change;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.DatabaseList;
import liquibase.database.OfflineConnection;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.precondition.CustomPreconditionWrapper;
import liquibase.precondition.Precondition;
import liquibase.precondition.PreconditionLogic;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.catalog.Reading;
import org.schemuse.changelog.catalog.UnusableChangelogException;

/** A changelog as Liquibase has read it, for PostgreSQL but without a connection. */
final class ParsedChangelog {
    /** The oldest server we work on; nothing is written anywhere. */
    private static final String OFFLINE = "offline:postgresql?version=15.0&outputLiquibaseSql=none";

    private final Catalog catalog;
    private final List<ChangeSet> changesets;
    private final List<ChangeSet> others;
    private final Database offline;
    private final ResourceAccessor files;

    private ParsedChangelog(
            Catalog catalog,
            List<ChangeSet> changesets,
            List<ChangeSet> others,
            Database offline,
            ResourceAccessor files) {
        this.catalog = catalog;
        this.changesets = changesets;
        this.others = others;
        this.offline = offline;
        this.files = files;
    }

    /** The last one, for a catalog that is gone through step by step. */
    private static Latest latest = new Latest(null, null, null, null);

    private record Latest(
            @Nullable Catalog catalog,
            @Nullable ChangesetFilter filter,
            @Nullable String target,
            @Nullable ParsedChangelog parsed) {}

    /**
     * The same as {@link #of}, read once for one catalog after the other; to be called in {@link LiquibaseScope} only.
     *
     * @param live the database that gives the values of {@code database.} parameters
     */
    @SuppressWarnings("ReferenceEquality")
    static ParsedChangelog kept(Catalog catalog, ChangesetFilter filter, Database live) {
        String target = live.getDefaultSchemaName();
        if (latest.catalog != catalog || !filter.equals(latest.filter) || !target.equals(latest.target)) {
            latest = new Latest(catalog, filter, target, of(catalog, filter, live));
        }
        return Objects.requireNonNull(latest.parsed);
    }

    /** @throws UnusableChangelogException where it cannot be read, or asks for what is not allowed */
    static ParsedChangelog of(Catalog catalog, ChangesetFilter filter) {
        return of(catalog, filter, null);
    }

    /** @param live the database that gives the values of {@code database.} parameters; null for a standard one */
    static ParsedChangelog of(Catalog catalog, ChangesetFilter filter, @Nullable Database live) {
        try {
            ResourceAccessor files = files(catalog);
            return LiquibaseScope.alone(files, javaClasses(catalog), () -> parse(catalog, filter, files, live));
        } catch (Exception | LinkageError e) {
            throw unusable(e, catalog.changelog());
        }
    }

    /** What a changelog's Java changes may use; empty where they are refused. */
    static List<Path> javaClasses(Catalog catalog) {
        Reading reading = catalog.reading();
        return reading == null ? List.of() : reading.javaClasses();
    }

    /** Where the files of a catalog are found. */
    static ResourceAccessor files(Catalog catalog) throws IOException {
        LiquibaseScope.prepare();
        return catalog.foreign()
                ? new ConfinedFolder(catalog.root())
                : new ClassLoaderResourceAccessor(ParsedChangelog.class.getClassLoader());
    }

    /** The catalog with the changesets that were read. */
    Catalog catalog() {
        return new Catalog(
                catalog.name(),
                catalog.title(),
                map(changesets, this::changeset),
                map(others, this::changeset),
                catalog.changelog(),
                filesRead(),
                catalog.reading());
    }

    /** The paths of all files that it was read from; of a catalog of this build none. */
    SortedSet<String> filesRead() {
        return files instanceof ConfinedFolder folder ? folder.filesRead() : new TreeSet<>();
    }

    /** A changelog of these changesets alone, in their order; those it does not have are left out. */
    DatabaseChangeLog only(List<Changeset> wanted) {
        DatabaseChangeLog log = new DatabaseChangeLog(catalog.changelog());
        log.setChangeLogParameters(new ChangeLogParameters(offline));
        Map<List<String>, ChangeSet> byKey = new HashMap<>();
        Stream.concat(changesets.stream(), others.stream())
                .forEach(changeset -> byKey.putIfAbsent(
                        List.of(changeset.getId(), changeset.getAuthor(), changeset.getFilePath()), changeset));
        Set<ChangeSet> added = new HashSet<>();
        for (Changeset one : wanted) {
            ChangeSet changeset = byKey.get(List.of(one.id(), one.author(), one.file()));
            if (changeset != null && added.add(changeset)) {
                log.addChangeSet(changeset);
            }
        }
        return log;
    }

    /** Asks each changeset, as Liquibase has it. */
    <T extends @Nullable Object> List<T> map(Function<ChangeSet, T> question) {
        return map(changesets, question);
    }

    private <T extends @Nullable Object> List<T> map(List<ChangeSet> asked, Function<ChangeSet, T> question) {
        try {
            return LiquibaseScope.alone(
                    files,
                    javaClasses(catalog),
                    () -> asked.stream()
                            .map(changeset -> answered(changeset, question))
                            .toList());
        } catch (Exception e) {
            throw unusable(e, catalog.changelog());
        }
    }

    private static <T extends @Nullable Object> T answered(ChangeSet changeset, Function<ChangeSet, T> question) {
        try {
            return question.apply(changeset);
        } catch (RuntimeException | LinkageError e) {
            throw unusable(e, where(changeset));
        }
    }

    List<PlannedChangeset> plan() {
        SqlPlan plan = new SqlPlan(offline, files);
        return map(changeset -> plan.of(changeset, changeset(changeset)));
    }

    /** What each changeset says of itself, by the names it uses for it. */
    List<Map<String, String>> attributes() {
        return map(ChangesetAttributes::of);
    }

    private static ParsedChangelog parse(
            Catalog catalog, ChangesetFilter filter, ResourceAccessor files, @Nullable Database live) throws Exception {
        Database offline =
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new OfflineConnection(OFFLINE, files));
        offline.setOutputDefaultSchema(false);
        offline.setDefaultSchemaName(catalog.defaultSchema());
        Selection selection = new Selection(catalog);
        ChangeLogParameters parameters = selection.parameters(live == null ? offline : live, filter);
        DatabaseChangeLog log = read(catalog.changelog(), parameters, files);
        if (!lookedAt(catalog)) {
            refusePreconditions(catalog, log.getPreconditions(), catalog.changelog());
        }
        List<ChangeSet> all = log.getChangeSets().stream()
                .filter(changeset -> !changeset.isIgnore())
                .filter(changeset -> DatabaseList.definitionMatches(changeset.getDbmsSet(), offline, true))
                .toList();
        all.forEach(changeset -> requireName(changeset, "id", changeset.getId()));
        selection.refuseWhereNobodyChose(all);
        List<ChangeSet> taken = all.stream().filter(selection::takes).toList();
        for (ChangeSet changeset : taken) {
            requireName(changeset, "author", changeset.getAuthor());
            answered(changeset, asked -> {
                if (!lookedAt(catalog)) {
                    refuse(catalog, asked);
                }
                readFiles(asked);
                if (catalog.foreign()) {
                    refuseInvalid(asked, offline);
                }
                return asked;
            });
        }
        selection.refuseTwins(taken);
        List<ChangeSet> others =
                all.stream().filter(changeset -> !selection.takes(changeset)).toList();
        others.forEach(ParsedChangelog::readFilesIfAny);
        return new ParsedChangelog(catalog, taken, others, offline, files);
    }

    /** A changelog that is only read runs nothing, so nothing of it is refused. */
    static boolean lookedAt(Catalog catalog) {
        Reading reading = catalog.reading();
        return reading != null && reading.onlyLooksAt();
    }

    private static DatabaseChangeLog read(String path, ChangeLogParameters parameters, ResourceAccessor files) {
        try {
            return ChangeLogParserFactory.getInstance().getParser(path, files).parse(path, parameters, files);
        } catch (Exception e) {
            // Of a file that is not there, the one that was read last need not be the one that includes it.
            String last = files instanceof ConfinedFolder folder ? folder.lastRead() : null;
            throw unusable(e, last != null && !ErrorText.of(e).contains("was not found") ? last : path);
        }
    }

    /** Liquibase refuses an empty id, and runs a changeset without an author before the ledger refuses NULL for it. */
    private static void requireName(ChangeSet changeset, String what, @Nullable String name) {
        if (name == null || (what.equals("id") && name.isBlank())) {
            throw new UnusableChangelogException(changeset.getFilePath() + ": a changeset has no " + what
                    + ", expected an id and an author: the ledger knows it by them");
        }
    }

    private static void refuse(Catalog catalog, ChangeSet changeset) {
        Stream.of(changeset.getChanges(), changeset.getRollback().getChanges())
                .flatMap(Collection::stream)
                .filter(RefusedChange.class::isInstance)
                .findFirst()
                .ifPresent(change -> {
                    throw new UnusableChangelogException(where(changeset) + ": " + change.getConfirmationMessage()
                            + (change instanceof RefusedChange.Custom
                                    ? ": write it in SQL, or allow its classes with --allow-java"
                                    : ": write it in SQL, or do it by other means"));
                });
        if (changeset.getRunWith() != null && !changeset.getRunWith().equalsIgnoreCase("jdbc")) {
            throw new UnusableChangelogException(where(changeset) + ": runWith:" + changeset.getRunWith()
                    + " starts a program, which is refused: leave runWith out");
        }
        refusePreconditions(catalog, changeset.getPreconditions(), where(changeset));
    }

    /** What Liquibase says only once it is connected, such as of a table without a name. */
    private static void refuseInvalid(ChangeSet changeset, Database offline) {
        if (changeset.getOnValidationFail() != ChangeSet.ValidationFailOption.HALT) {
            return;
        }
        changeset.getChanges().stream()
                .flatMap(change -> change.validate(offline).getErrorMessages().stream())
                .findFirst()
                .ifPresent(error -> {
                    throw new UnusableChangelogException(where(changeset) + ": " + error + ": correct the changeset");
                });
    }

    /** Liquibase opens what a {@code sqlFile} or {@code loadData} names only when it needs it: the checksum does. */
    private static void readFiles(ChangeSet changeset) {
        try {
            changeset.generateCheckSum(ChecksumVersion.latest());
        } catch (RuntimeException e) {
            throw unusable(e, where(changeset));
        }
    }

    /** A ledger may have it, so that its files count as well; one that cannot be read is no reason to refuse the rest. */
    private static void readFilesIfAny(ChangeSet changeset) {
        try {
            readFiles(changeset);
        } catch (UnusableChangelogException e) {
            // The run that applies it reports the error.
        }
    }

    static UnusableChangelogException unusable(Throwable e, String where) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnusableChangelogException unusable) {
                return unusable;
            }
        }
        String said = ErrorText.of(e);
        String advice = said.matches(".*was not found.*")
                ? ": correct the path, which starts from the changelog's folder or from --changelog-root"
                : "";
        String unresolved = said.contains("${") ? ": specify the parameter's value with --parameter" : "";
        return new UnusableChangelogException(where + ": it cannot be read: " + said + advice + unresolved, e);
    }

    private static void refusePreconditions(Catalog catalog, @Nullable Precondition precondition, String where) {
        if (precondition instanceof CustomPreconditionWrapper
                && javaClasses(catalog).isEmpty()) {
            throw new UnusableChangelogException(where + ": customPrecondition runs a Java class, which is refused: use"
                    + " sqlCheck instead, or allow its classes with --allow-java");
        }
        if (precondition instanceof PreconditionLogic several) {
            several.getNestedPreconditions().forEach(nested -> refusePreconditions(catalog, nested, where));
        }
    }

    static String where(ChangeSet changeset) {
        return changeset.getFilePath() + ": changeset " + changeset.getId();
    }

    private Changeset changeset(ChangeSet changeset) {
        String comment = changeset.getComments();
        return new Changeset(
                changeset.getId(),
                changeset.getAuthor(),
                changeset.getFilePath(),
                comment == null || comment.isBlank() ? described(changeset) : comment.strip(),
                changeset.supportsRollback(offline),
                Selection.contexts(changeset),
                labels(changeset));
    }

    /** A file of plain SQL is one changeset, which has none. */
    private static Set<String> labels(ChangeSet changeset) {
        return changeset.getLabels() == null
                ? Set.of()
                : Set.copyOf(changeset.getLabels().getLabels());
    }

    private static String described(ChangeSet changeset) {
        return changeset.getChanges().stream()
                .map(Change::getDescription)
                .findFirst()
                .orElse("");
    }
}
