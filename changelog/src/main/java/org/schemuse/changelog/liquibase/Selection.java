package org.schemuse.changelog.liquibase;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.ContextExpression;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.filter.ContextChangeSetFilter;
import liquibase.changelog.filter.LabelChangeSetFilter;
import liquibase.database.Database;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.catalog.Reading;
import org.schemuse.changelog.catalog.UnusableChangelogException;

/** Selects changesets of a changelog by Liquibase's contexts and labels. Of a catalog of this build it selects all. */
final class Selection {
    private final Catalog catalog;
    private final Contexts contexts;
    private final LabelExpression labels;

    Selection(Catalog catalog) {
        this.catalog = catalog;
        Reading reading = catalog.reading();
        String chosen = reading == null ? "" : reading.chosenContexts();
        this.contexts = chosen.isEmpty() ? new Contexts() : new Contexts(chosen);
        String filter = reading == null ? null : reading.labelFilter();
        this.labels = filter == null ? new LabelExpression() : new LabelExpression(filter);
    }

    Contexts contexts() {
        return contexts;
    }

    /** The label expression for Liquibase: that of a filter, for our own catalogs or if the filter has labels. */
    LabelExpression labels(ChangesetFilter filter) {
        if (!filter.labels().isEmpty()) {
            return new LabelExpression(String.join(" or ", filter.labels()));
        }
        // Changesets without a label match any expression.
        return catalog.foreign() ? labels : new LabelExpression("!" + ChangesetFilter.OPTIONAL);
    }

    /** The parameters of a changelog in these contexts, with those that the database has values for. */
    ChangeLogParameters parameters(Database database, ChangesetFilter filter) {
        ChangeLogParameters parameters = new ChangeLogParameters(database);
        parameters.setContexts(contexts);
        parameters.setLabels(labels);
        filter.parameters().forEach(parameters::set);
        Reading reading = catalog.reading();
        if (reading != null) {
            reading.parameters().forEach(parameters::set);
        }
        return parameters;
    }

    boolean takes(ChangeSet changeset) {
        if (ParsedChangelog.lookedAt(catalog)) {
            return true;
        }
        return new ContextChangeSetFilter(contexts).accepts(changeset).isAccepted()
                && new LabelChangeSetFilter(labels).accepts(changeset).isAccepted();
    }

    /** Refuses a changelog with contexts if none are chosen, because Liquibase would apply the test data too. */
    void refuseWhereNobodyChose(List<ChangeSet> changesets) {
        Reading reading = catalog.reading();
        if (reading == null || reading.contexts() != null) {
            return;
        }
        Set<String> named = changesets.stream()
                .flatMap(Selection::expressions)
                .flatMap(expression -> expression.getContexts().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!named.isEmpty()) {
            throw new UnusableChangelogException(catalog.changelog() + ": its changesets have contexts ("
                    + String.join(", ", named) + "), expected a choice: specify --contexts with those to run in, or"
                    + " --contexts " + Reading.EVERY_CONTEXT);
        }
    }

    /** Refuses two changesets of the same id, author and file that would both run. */
    void refuseTwins(List<ChangeSet> taken) {
        if (ParsedChangelog.lookedAt(catalog)) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (ChangeSet changeset : taken) {
            if (!seen.add(changeset.toString(false))) {
                throw new UnusableChangelogException(ParsedChangelog.where(changeset)
                        + ": there is another of the same id, author and file: give it an id of its own, or contexts"
                        + " that are never chosen together");
            }
        }
    }

    /** As Liquibase combines those of the changeset and of the files that include it; empty for every context. */
    static String contexts(ChangeSet changeset) {
        List<String> all = expressions(changeset)
                .filter(expression -> !expression.isEmpty())
                .map(ContextExpression::toString)
                .distinct()
                .toList();
        return all.size() == 1
                ? all.get(0)
                : all.stream().map(text -> "(" + text + ")").collect(Collectors.joining(" AND "));
    }

    private static Stream<ContextExpression> expressions(ChangeSet changeset) {
        Stream<ContextExpression> inherited = changeset.getInheritableContextFilter() == null
                ? Stream.empty()
                : changeset.getInheritableContextFilter().stream();
        return Stream.concat(inherited, Stream.of(changeset).map(ChangeSet::getContextFilter))
                .filter(Objects::nonNull);
    }
}
