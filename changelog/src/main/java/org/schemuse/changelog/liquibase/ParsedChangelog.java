package org.schemuse.changelog.liquibase;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.Changeset;
import org.schemuse.changelog.catalog.Edition;
import org.schemuse.changelog.catalog.UnusableChangelog;

/** A changelog as Liquibase read it, for a PostgreSQL that nobody is connected to. */
final class ParsedChangelog {
    /** The oldest server we work on; nothing is written anywhere. */
    private static final String OFFLINE = "offline:postgresql?version=15.0&outputLiquibaseSql=none";

    private final Catalog catalog;
    private final List<ChangeSet> changesets;
    private final Database offline;
    private final ResourceAccessor files;

    private ParsedChangelog(Catalog catalog, List<ChangeSet> changesets, Database offline, ResourceAccessor files) {
        this.catalog = catalog;
        this.changesets = changesets;
        this.offline = offline;
        this.files = files;
    }

    /** The last one, for a catalog that is gone through step by step. */
    private static Latest latest = new Latest(null, null, null);

    private record Latest(Catalog catalog, Edition edition, ParsedChangelog parsed) {}

    /** The same as {@link #of}, read once for one catalog after the other; to be called in {@link LiquibaseScope} only. */
    @SuppressWarnings("ReferenceEquality")
    static ParsedChangelog kept(Catalog catalog, Edition edition) {
        if (latest.catalog != catalog || !edition.equals(latest.edition)) {
            latest = new Latest(catalog, edition, of(catalog, edition));
        }
        return latest.parsed;
    }

    /** @throws UnusableChangelog where it cannot be read, or asks for what is not allowed */
    static ParsedChangelog of(Catalog catalog, Edition edition) {
        try {
            ResourceAccessor files = files(catalog);
            return LiquibaseScope.alone(files, () -> parse(catalog, edition, files));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw unusable(e, catalog.changelog());
        }
    }

    /** Where the files of a catalog are found. */
    static ResourceAccessor files(Catalog catalog) throws IOException {
        return catalog.foreign()
                ? new ConfinedFolder(catalog.root())
                : new ClassLoaderResourceAccessor(ParsedChangelog.class.getClassLoader());
    }

    /** The catalog with the changesets that were read. */
    Catalog catalog() {
        return new Catalog(
                catalog.name(),
                catalog.title(),
                changesets.stream().map(this::changeset).toList(),
                catalog.changelog(),
                catalog.root());
    }

    /** A changelog of these changesets alone, in their order; those it does not have are left out. */
    DatabaseChangeLog only(List<Changeset> wanted) {
        DatabaseChangeLog log = new DatabaseChangeLog(catalog.changelog());
        log.setChangeLogParameters(new ChangeLogParameters(offline));
        for (Changeset one : wanted) {
            changesets.stream()
                    .filter(changeset -> changeset.getId().equals(one.id())
                            && changeset.getAuthor().equals(one.author())
                            && changeset.getFilePath().equals(one.file()))
                    .forEach(log::addChangeSet);
        }
        return log;
    }

    /** Asks each changeset, as Liquibase has it. */
    <T> List<T> map(Function<ChangeSet, T> question) {
        try {
            return LiquibaseScope.alone(
                    files, () -> changesets.stream().map(question).toList());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw unusable(e, catalog.changelog());
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

    private static ParsedChangelog parse(Catalog catalog, Edition edition, ResourceAccessor files) throws Exception {
        Database offline =
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new OfflineConnection(OFFLINE, files));
        ChangeLogParameters parameters = new ChangeLogParameters(offline);
        edition.parameters().forEach(parameters::set);
        DatabaseChangeLog log = read(catalog.changelog(), parameters, files);
        refusePreconditions(log.getPreconditions(), catalog.changelog());
        List<ChangeSet> changesets = log.getChangeSets().stream()
                .filter(changeset -> !changeset.isIgnore())
                .filter(changeset -> DatabaseList.definitionMatches(changeset.getDbmsSet(), offline, true))
                .toList();
        Set<String> seen = new HashSet<>();
        for (ChangeSet changeset : changesets) {
            refuse(changeset);
            readFiles(changeset);
            if (catalog.foreign()) {
                refuseInvalid(changeset, offline);
            }
            if (!seen.add(changeset.toString(false))) {
                throw new UnusableChangelog(where(changeset) + ": there is another of the same id, author and file:"
                        + " give it an id of its own");
            }
        }
        return new ParsedChangelog(catalog, changesets, offline, files);
    }

    private static DatabaseChangeLog read(String path, ChangeLogParameters parameters, ResourceAccessor files) {
        try {
            return ChangeLogParserFactory.getInstance().getParser(path, files).parse(path, parameters, files);
        } catch (Exception e) {
            String file =
                    files instanceof ConfinedFolder folder && folder.lastRead() != null ? folder.lastRead() : path;
            throw unusable(e, file);
        }
    }

    private static void refuse(ChangeSet changeset) {
        Stream.of(changeset.getChanges(), changeset.getRollback().getChanges())
                .flatMap(Collection::stream)
                .filter(RefusedChange.class::isInstance)
                .findFirst()
                .ifPresent(change -> {
                    throw new UnusableChangelog(where(changeset) + ": " + change.getConfirmationMessage()
                            + ": say it in SQL, or do it by other means");
                });
        if (changeset.getRunWith() != null && !changeset.getRunWith().equalsIgnoreCase("jdbc")) {
            throw new UnusableChangelog(where(changeset) + ": runWith:" + changeset.getRunWith()
                    + " starts a program, which is refused: leave runWith out");
        }
        refusePreconditions(changeset.getPreconditions(), where(changeset));
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
                    throw new UnusableChangelog(where(changeset) + ": " + error + ": correct the changeset");
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

    private static UnusableChangelog unusable(Exception e, String where) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnusableChangelog unusable) {
                return unusable;
            }
        }
        String said = Words.of(e);
        String advice = said.matches(".*was not found.*")
                ? ": correct the path, which starts from the changelog's folder or from --changelog-root"
                : "";
        return new UnusableChangelog(where + ": it cannot be read: " + said + advice, e);
    }

    private static void refusePreconditions(Precondition precondition, String where) {
        if (precondition instanceof CustomPreconditionWrapper) {
            throw new UnusableChangelog(
                    where + ": customPrecondition runs a Java class, which is refused: use sqlCheck instead");
        }
        if (precondition instanceof PreconditionLogic several) {
            several.getNestedPreconditions().forEach(nested -> refusePreconditions(nested, where));
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
