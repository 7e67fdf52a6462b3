package org.schemuse.changelog.preview;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.liquibase.ChangesetObserver;
import org.schemuse.changelog.preview.ChangesetPreview.Lock;
import org.schemuse.changelog.preview.ChangesetPreview.Rewritten;

/** Writes down what each changeset locks and rewrites, and how long it takes. */
final class Recorder implements ChangesetObserver, AutoCloseable {
    private final DataSource database;
    private final String schema;
    private final List<ChangesetPreview> previews = new ArrayList<>();

    /** What runs now; null between changesets. */
    private @Nullable Running running;

    /** @param database where the changesets run */
    Recorder(DataSource database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    private record Running(
            ObservedChangeset changeset,
            int pid,
            Map<Long, LockedRelation> before,
            Set<HeldLock> heldBefore,
            Set<HeldLock> seen,
            @Nullable LockSampler sampler,
            long start) {}

    List<ChangesetPreview> previews() {
        return List.copyOf(previews);
    }

    @Override
    public void begins(Connection connection, ObservedChangeset changeset) throws SQLException {
        int pid = pid(connection);
        Map<Long, LockedRelation> before = LockedRelation.all(connection, schema);
        Set<HeldLock> held = HeldLock.of(connection, pid);
        @Nullable LockSampler sampler = changeset.inTransaction() ? null : LockSampler.start(database, pid);
        running = new Running(changeset, pid, before, held, new HashSet<>(), sampler, System.nanoTime());
    }

    @Override
    public void commits(Connection connection) throws SQLException {
        if (running != null) {
            running.seen.addAll(HeldLock.of(connection, running.pid));
        }
    }

    @Override
    public void ended(Connection connection) throws SQLException {
        Running ended = Objects.requireNonNull(running, "a changeset ended that did not begin");
        Duration took = Duration.ofNanos(System.nanoTime() - ended.start);
        commits(connection);
        if (ended.sampler != null) {
            ended.seen.addAll(ended.sampler.stop());
        }
        Map<Long, LockedRelation> after = LockedRelation.all(connection, schema);
        previews.add(new ChangesetPreview(
                ended.changeset.id(),
                ended.changeset.file(),
                took,
                ended.sampler != null,
                locks(ended),
                rewritten(ended.before, after)));
        running = null;
    }

    /** Ends what a changeset that failed left running. */
    @Override
    public void close() {
        if (running != null && running.sampler != null) {
            running.sampler.close();
        }
    }

    private static List<Lock> locks(Running running) {
        record Found(HeldLock lock, LockedRelation relation) {}
        List<Found> found = new ArrayList<>();
        for (HeldLock lock : running.seen) {
            LockedRelation relation = running.before.get(lock.relation());
            if (relation != null && !running.heldBefore.contains(lock)) {
                found.add(new Found(lock, relation));
            }
        }
        return found.stream()
                .sorted(Comparator.comparingInt((Found each) -> each.lock().rank())
                        .thenComparing(each -> each.relation().name()))
                .map(each -> new Lock(
                        each.relation().name(),
                        each.relation().kind(),
                        each.lock().mode()))
                .toList();
    }

    /** A change of type drops the indexes of a table and creates them again, so indexes are compared by name. */
    private static List<Rewritten> rewritten(Map<Long, LockedRelation> before, Map<Long, LockedRelation> after) {
        Map<String, LockedRelation> indexes = before.values().stream()
                .filter(LockedRelation::isIndex)
                .collect(Collectors.toMap(LockedRelation::name, index -> index));
        return after.values().stream()
                .filter(LockedRelation::hasContent)
                .filter(relation -> {
                    LockedRelation was = relation.isIndex() ? indexes.get(relation.name()) : before.get(relation.oid());
                    return was != null && was.file() != relation.file();
                })
                .sorted(Comparator.comparing(LockedRelation::isIndex).thenComparing(LockedRelation::name))
                .map(relation -> new Rewritten(relation.name(), relation.kind()))
                .toList();
    }

    private static int pid(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }
}
