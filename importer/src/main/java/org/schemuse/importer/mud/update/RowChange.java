package org.schemuse.importer.mud.update;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of what differs in a row: a column, or the whole row.
 *
 * @param action {@code added}, {@code changed}, {@code removed}, {@code vanished} (no longer in the dump, and kept), {@code
 *     locked} or {@code unlocked} (the account of a player who left the dump, or returned)
 * @param table table of the row
 * @param row id of the row
 * @param dbref number of the object that the row belongs to; {@code null} if it has none
 * @param object name of that object or user; {@code null} if the row belongs to none
 * @param attribute the attribute, or the column; {@code null} if the whole object is meant
 * @param from the value before, references as {@code #12}; {@code null} if there was none, or it is never shown, as
 *     passwords, hashes, the text of mail and columns that no dump has are not
 * @param to the value after
 */
public record RowChange(
        String action,
        String table,
        UUID row,
        @Nullable Integer dbref,
        @Nullable String object,
        @Nullable String attribute,
        @Nullable String from,
        @Nullable String to) {}
