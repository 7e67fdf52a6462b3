package org.schemuse.importer.mud.row;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.load.copy.Batch;
import org.schemuse.importer.load.copy.CopyRows;

/**
 * The rows of {@code users}, which need a password hash each. Hashing is slow by intention, so it is done elsewhere
 * meanwhile: users wait here until the rest of the world is loaded.
 */
public final class UserRows {
    private final @Nullable Executor hashing;
    private final Queue<Waiting> waiting = new ArrayDeque<>();

    /** What is known of a user but for the hash. Times are microseconds since 1970. */
    record User(
            UUID id,
            String username,
            String userClass,
            List<String> powers,
            @Nullable Long created,
            @Nullable Long modified,
            @Nullable Long lastLogin,
            @Nullable UUID location,
            UUID objectId) {}

    /** Hashes that accounts of the same world have already. */
    private Map<UUID, String> known = Map.of();

    /** Users whose rows are in the database, so that no hash is computed for them. */
    private Set<UUID> stored = Set.of();

    private record Waiting(User user, CompletableFuture<String> hash) {}

    /** Hashes on an executor; {@code null} locks every account instead. */
    public UserRows(@Nullable Executor hashing) {
        this.hashing = hashing;
    }

    /**
     * Leaves accounts the hashes they have, unless the dump has another password for them by now; and all of them where
     * nothing is hashed.
     */
    public UserRows knowing(Map<UUID, String> hashes) {
        known = hashes;
        return this;
    }

    /** Users of a resumed import whose batches are in the database already: their rows are counted, and never sent again. */
    public UserRows storing(Set<UUID> users) {
        stored = users;
        return this;
    }

    private static String hash(@Nullable String before, String legacyPassword, boolean crypted) {
        return before != null && Passwords.madeOf(legacyPassword, crypted, before)
                ? before
                : Passwords.hash(legacyPassword, crypted);
    }

    /** A user with the password from the dump, which is not kept once it is hashed; {@code null} if there is none. */
    void add(User user, @Nullable String legacyPassword, boolean crypted) {
        String before = known.get(user.id());
        CompletableFuture<String> hash;
        if (hashing == null) {
            hash = CompletableFuture.completedFuture(before == null ? Passwords.LOCKED : before);
        } else if (legacyPassword == null || stored.contains(user.id())) {
            hash = CompletableFuture.completedFuture(Passwords.LOCKED);
        } else {
            hash = CompletableFuture.supplyAsync(() -> hash(before, legacyPassword, crypted), hashing);
        }
        waiting.add(new Waiting(user, hash));
    }

    /** How many users wait. */
    public int size() {
        return waiting.size();
    }

    /** How many users wait for their hash. */
    public long unfinished() {
        return waiting.stream().filter(w -> !w.hash().isDone()).count();
    }

    /** Moves the next user into a batch, waiting for the hash. */
    public void moveTo(Batch batch) {
        Waiting next = waiting.remove();
        write(WorldTable.USERS.beginRow(batch), next.user(), next.hash().join());
        batch.recordDone();
    }

    private static void write(CopyRows rows, User user, String hash) {
        rows.uuid(user.id())
                .text(user.username())
                .text(hash)
                .text(user.userClass())
                .textArray(user.powers())
                .timestamp(user.created())
                .timestamp(user.modified())
                .timestamp(user.lastLogin())
                .uuid(user.location())
                .uuid(user.objectId())
                .finishRow();
    }
}
