package org.schemuse.importer.mud.update;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.schemuse.importer.load.ledger.ImportRun;
import org.schemuse.importer.load.merge.MergeRules;
import org.schemuse.importer.load.merge.TableRules;
import org.schemuse.importer.load.target.TargetTable;
import org.schemuse.importer.mud.row.WorldTable;

/** What a merge must know of a world's tables. */
public final class WorldMerge implements MergeRules {
    private static final Set<String> FOLLOWED = Set.of("position", "line", "byte_offset");

    /** What the game took away from a player is not theirs here either. */
    private static final String TAKEN_AWAY = "EXISTS (SELECT FROM pg_temp.users s WHERE s.id = cur.user_id)";

    /** It goes with objects.description, which follows the dump. */
    private static final String DESCRIPTION_GONE = "cur.name IN ('Desc', 'builtin.Desc')"
            + " AND EXISTS (SELECT FROM pg_temp.objects s WHERE s.id = cur.object_id AND s.description IS NULL)";

    private static final TableRules OTHER = TableRules.PLAIN.following(FOLLOWED);

    /** Of users and subscriptions, what is renewed says from when on somebody hears what is said. */
    private static final Map<String, TableRules> RULES = Map.of(
            "users",
            OTHER.keepingNames()
                    .withSecret("password_hash")
                    .renewing("arrived_at", "m.current_location IS DISTINCT FROM cur.current_location"),
            "channels",
            OTHER.keepingNames(),
            "channel_subscriptions",
            OTHER.renewing("joined_at", "m.active AND NOT cur.active OR m.channel_id != cur.channel_id"),
            "power_grants",
            OTHER.replacedIf(TAKEN_AWAY),
            "attributes",
            OTHER.replacedIf(DESCRIPTION_GONE),
            "messages",
            OTHER.withFixed("content"),
            "legacy_objects",
            OTHER.asMirror(),
            "legacy_passwords",
            OTHER.asMirror().withSecret("password"));

    /** A mail's place in the dump changes when an older one is deleted: what makes it the same mail is what it says. */
    private static final String MATCH_MAIL = """
            WITH staged AS (
                SELECT id, sender_id, recipient_id, created_at, content, row_number() OVER same AS n
                FROM pg_temp.messages
                WINDOW same AS (PARTITION BY sender_id, recipient_id, created_at, content ORDER BY position)
            ), present AS (
                SELECT id, sender_id, recipient_id, created_at, content, row_number() OVER same AS n
                FROM messages m
                WHERE NOT EXISTS (SELECT FROM touched t
                    WHERE t.table_name = 'messages' AND t.id = m.id AND t.theirs)
                WINDOW same AS (PARTITION BY sender_id, recipient_id, created_at, content ORDER BY position)
            ), matched AS (
                SELECT s.id AS staged, coalesce(p.id, CASE
                    WHEN EXISTS (SELECT FROM messages m WHERE m.id = s.id)
                    THEN md5('mail ' || :run || ' ' || s.id)::uuid ELSE s.id END) AS id
                FROM staged s LEFT JOIN present p
                    ON (p.created_at, p.content, p.n) = (s.created_at, s.content, s.n)
                    AND (p.sender_id, p.recipient_id) IS NOT DISTINCT FROM (s.sender_id, s.recipient_id)
            )
            UPDATE pg_temp.messages m SET id = matched.id FROM matched WHERE matched.staged = m.id
            """;

    /** Both were merged by themselves; where rows were deleted locally they could part. */
    private static final String DESCRIBE = """
            UPDATE objects o SET description = said.text
            FROM touched t CROSS JOIN LATERAL (
                SELECT max(a.value #>> '{}') AS text FROM attributes a LEFT JOIN attribute_definitions d ON d.id = a.definition_id
                WHERE a.object_id = t.id AND (a.name = 'builtin.Desc' OR a.name = 'Desc' AND d.object_id IS NULL)
            ) said
            WHERE t.table_name = 'objects' AND t.id = o.id AND o.description IS DISTINCT FROM said.text
            """;

    /** What vanished before is not listed again by each update. */
    private static final String CHANGED = """
            SELECT c.action, c.row_id AS id, CASE WHEN c.action = 'vanished' THEN to_jsonb(cur)
                       WHEN c.action IN ('changed', 'removed') THEN c.old_data - 'created_at' - 'position' END AS old,
                   CASE WHEN c.action NOT IN ('removed', 'vanished') THEN to_jsonb(cur) END AS new
            FROM import_changes c LEFT JOIN <table> cur ON cur.id = c.row_id
            WHERE c.run_id = :run AND c.table_name = :table
                AND (c.action IN ('added', 'changed', 'removed', 'locked', 'unlocked') OR c.action = 'vanished' AND cur.id IS NOT NULL
                    AND NOT EXISTS (SELECT FROM import_changes p WHERE p.run_id = :before AND p.table_name = :table
                        AND p.row_id = c.row_id AND p.action = 'vanished'))
            """;

    private final UpdateRules rules;
    private List<VanishedPlayers.Account> vanishedPlayers = List.of();
    private ChangeList rowChanges = ChangeList.empty();

    /** A merge by rules that an operator chose. */
    public WorldMerge(UpdateRules rules) {
        this.rules = rules;
    }

    /** What an undo of an update must know. */
    public static WorldMerge ofUndo() {
        return new WorldMerge(new UpdateRules(false, false));
    }

    @Override
    public boolean removeVanished() {
        return rules.removeVanished();
    }

    @Override
    public boolean newerWins() {
        return rules.dumpWins();
    }

    @Override
    public TableRules of(TargetTable table) {
        return RULES.getOrDefault(table.name(), OTHER);
    }

    @Override
    public void prepare(Handle handle, UUID run, ImportRun origin) {
        new VanishedPlayers(handle, run).unlockReturned(origin);
        handle.createUpdate(MATCH_MAIL).bind("run", run.toString()).execute();
    }

    @Override
    public void written(Handle handle) {
        handle.execute(DESCRIBE);
    }

    @Override
    public void removed(Handle handle, UUID run, ImportRun origin) {
        VanishedPlayers players = new VanishedPlayers(handle, run);
        if (rules.lockVanishedPlayers()) {
            players.lock(origin);
        }
        vanishedPlayers = players.accounts(origin);
    }

    @Override
    public void undone(Handle handle, UUID run) {
        new VanishedPlayers(handle, run).undo();
    }

    @Override
    public int keptUpdates() {
        return rules.keepUpdates();
    }

    @Override
    public List<String> removedRowsNeeded() {
        return List.of("legacy_objects", "power_grants");
    }

    /** Lists what changed; passwords, hashes and the text of mail are never shown. */
    @Override
    public void merged(Handle handle, UUID run, UUID before) {
        rowChanges = ChangeList.create();
        String schema = handle.createQuery("SELECT quote_ident(current_schema())")
                .mapTo(String.class)
                .one();
        ChangeListing listing = new ChangeListing(handle, schema);
        for (WorldTable table : WorldTable.values()) {
            listing.list(table, CHANGED, Map.of("run", run, "before", before), rowChanges::add);
        }
    }

    /** What the merge changed, column by column; to be closed by the caller. */
    public ChangeList rowChanges() {
        return rowChanges;
    }

    /** Players who are no longer in the dump and whose accounts are still here. */
    public List<VanishedPlayers.Account> vanishedPlayers() {
        return vanishedPlayers;
    }
}
