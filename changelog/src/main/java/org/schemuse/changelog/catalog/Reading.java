package org.schemuse.changelog.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a foreign changelog is read.
 *
 * @param root the folder that every file of it lies in, and that its paths in the ledger start from; null for the one that its
 *     master changelog lies in
 * @param contexts separated by commas, as Liquibase takes them; {@value #EVERY_CONTEXT} for all; null where nobody chose,
 *     which a changelog with contexts does not allow
 * @param labelFilter an expression over labels, as Liquibase takes it; null for all
 * @param parameters values of changelog parameters
 * @param javaClasses jars and folders of classes that changes and preconditions may run; empty: they may run none
 * @param ledger the tables of its ledger
 * @param onlyLooksAt whether nothing of it will ever run; then it may also contain what is refused otherwise
 */
public record Reading(
        @Nullable Path root,
        @Nullable String contexts,
        @Nullable String labelFilter,
        Map<String, String> parameters,
        List<Path> javaClasses,
        LedgerTables ledger,
        boolean onlyLooksAt) {
    /** As the contexts: each changeset, whatever its contexts. */
    public static final String EVERY_CONTEXT = "all";

    public Reading {
        parameters = Map.copyOf(parameters);
        javaClasses = List.copyOf(javaClasses);
    }

    /** To run it. */
    public Reading(
            @Nullable Path root,
            @Nullable String contexts,
            @Nullable String labelFilter,
            Map<String, String> parameters,
            List<Path> javaClasses,
            LedgerTables ledger) {
        this(root, contexts, labelFilter, parameters, javaClasses, ledger, false);
    }

    /** Without contexts, labels, parameters and Java; with the ledger where Liquibase has it. */
    public static Reading in(@Nullable Path root) {
        return new Reading(root, null, null, Map.of(), List.of(), LedgerTables.standard());
    }

    /** To look at each changeset of it, whatever its contexts, and run nothing: a session refuses it. */
    public static Reading toLookAt(@Nullable Path root, Map<String, String> parameters) {
        return new Reading(root, EVERY_CONTEXT, null, parameters, List.of(), LedgerTables.standard(), true);
    }

    /** The same in this folder. */
    public Reading at(Path folder) {
        return new Reading(folder, contexts, labelFilter, parameters, javaClasses, ledger, onlyLooksAt);
    }

    /** The contexts to run in, separated by commas; empty for every context. */
    public String chosenContexts() {
        return contexts == null || contexts.equals(EVERY_CONTEXT) ? "" : contexts;
    }
}
