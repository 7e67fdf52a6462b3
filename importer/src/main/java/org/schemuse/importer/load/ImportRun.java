package org.schemuse.importer.load;

import java.time.Instant;
import java.util.UUID;

/**
 * One row of {@code import_runs}.
 *
 * @param state one of running, finished, failed and undone; a run that says it is running and
 *     holds no lock was killed
 * @param error why it failed, else {@code null}
 * @param rows how many rows it wrote
 * @param finishedAt {@code null} while it runs
 */
public record ImportRun(
        UUID id,
        String source,
        String sha256,
        long bytes,
        String dialect,
        String layout,
        String charset,
        String toolVersion,
        String state,
        String error,
        long objects,
        long rows,
        long findings,
        Instant startedAt,
        Instant finishedAt) {}
