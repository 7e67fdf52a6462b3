/**
 * Values of a file into the binary form of the column they go into. Types come from the system catalog.
 *
 * <p>An encoder reads a text as PostgreSQL reads it, or refuses it. Of what PostgreSQL reads, it takes:
 *
 * <ul>
 *   <li>boolean, text, varchar, char, uuid, enums: everything.
 *   <li>json and jsonb: everything, except nesting deeper than 1000.
 *   <li>smallint, integer, bigint: decimal digits with or without a sign; not {@code 0x1F} or {@code 1_000}, which some
 *       versions read and others do not.
 *   <li>real, double precision, numeric: decimal numbers with or without a point and an exponent, infinity and NaN; not
 *       hexadecimal ones, and no exponent above 100000000.
 *   <li>bytea: {@code \x} and hexadecimal digits; not its other form, in which any text is bytes.
 *   <li>date, time, timetz, timestamp, timestamptz: year, month and day in this order with hyphens, the year with four digits
 *       or more; hours and minutes, with or without seconds and their fraction; BC; an offset, {@code Z} or {@code UTC};
 *       infinity. Not {@code today}, {@code 01/02/2026}, {@code January 8}, {@code PM} or names of zones.
 *   <li>An offset or a time that the column would lose is refused. A timestamptz or timetz must have an offset. If the caller
 *       names a zone, timestamps without an offset are in that zone, and a timestamp column keeps that zone's time.
 *   <li>Arrays of these, as PostgreSQL writes them, also with bounds; from JSON and YAML as arrays. Not with escapes outside
 *       quotes, and not with parts that have no elements.
 * </ul>
 *
 * <p>Values of all other types go to the server as texts.
 */
@NullMarked
package org.schemuse.importer.table.value;

import org.jspecify.annotations.NullMarked;
