package org.schemuse.importer.load.target;

/**
 * Where the rows of a run go, as the caller describes it; the engine asks nothing else about what they mean.
 *
 * @param schema the schema of the tables and of the ledger
 * @param catalog the catalog that has these tables; also the schema that commands mean if none is specified
 * @param tables every table that the run fills; they are prepared, emptied and locked together
 * @param trail where the catalog records changes by other sessions
 * @param origin how rows of runs are told from those of other sessions
 */
public record Target(TargetSchema schema, String catalog, TargetTables tables, AuditTrail trail, RowOrigin origin) {}
