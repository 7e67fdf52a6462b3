package org.schemuse.changelog.behaviour;

import static org.schemuse.changelog.behaviour.Tenancy.ONE;
import static org.schemuse.changelog.behaviour.Tenancy.OTHER;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Two sessions that could break together what each of them keeps.
 *
 * @param functions the trigger functions that promise it
 * @param before what the superuser does before
 * @param violations a query that returns a row for each broken promise
 */
record Race(String name, Set<String> functions, List<String> before, Side first, Side second, String violations) {
    /** Functions that set columns of the row they are called for, or decide by what is committed when they are called. */
    static final Map<String, Set<String>> ALONE = Map.of(
            "promptpal", Set.of("update_updated_at", "set_authors"),
            "vibecoder", Set.of("set_updated_at"),
            "triberspace",
                    Set.of(
                            "set_updated_at",
                            "set_last_updated",
                            "keep_creator_snapshot",
                            "keep_package_snapshot",
                            "keep_event_snapshot"),
            "virtubar", Set.of("set_updated_at"),
            "vibemuse",
                    Set.of("set_updated_at", "guard_objects", "guard_arrival", "stamp_subscription", "stamp_message"));

    /**
     * What one session does.
     *
     * @param who the superuser if null, the application on behalf of nobody if of zeros, else on behalf of this one
     */
    record Side(UUID who, List<String> statements) {
        Handle session(InstalledCatalog installed) {
            return who == null ? installed.root() : who.equals(NOBODY) ? installed.nobody() : installed.as(who);
        }
    }

    private static final UUID NOBODY = new UUID(0, 0);

    Race swapped() {
        return new Race(name + ", the other way round", functions, before, second, first, violations);
    }

    static List<Race> of(String catalog) {
        return switch (catalog) {
            case "promptpal" -> List.of(FOLDER, FOLDER_OF_NEW_PROMPT);
            case "vibecoder" -> List.of(LOGIN, TAKEN_LOGIN);
            case "triberspace" ->
                List.of(ITEMS, CHECKED_ITEMS, TOTAL, NAME, FIRST_NAME, PACKAGE, TRANSACTIONS, BALANCE, SNAPSHOT);
            case "virtubar" -> List.of(VISIT, EVENTS);
            case "vibemuse" -> List.of(DESCRIPTION, FIRST_DESCRIPTION, AUDIT, TRAIL);
            default -> throw new IllegalArgumentException(catalog);
        };
    }

    private static Side app(String... statements) {
        return new Side(NOBODY, List.of(statements));
    }

    private static Side as(UUID who, String... statements) {
        return new Side(who, List.of(statements));
    }

    private static Side root(String... statements) {
        return new Side(null, List.of(statements));
    }

    private static final String IN_DELETED_FOLDER =
            "SELECT p.name FROM prompts p JOIN folders f ON f.id = p.folder_id WHERE f.deleted_at IS NOT NULL";
    private static final Set<String> FOLDERS = Set.of("empty_deleted_folder", "leave_deleted_folder");

    private static final Race FOLDER = new Race(
            "a prompt goes into a folder that is deleted softly",
            FOLDERS,
            List.of("UPDATE prompts SET folder_id = NULL"),
            as(ONE, "UPDATE folders SET deleted_at = now()"),
            as(ONE, "UPDATE prompts SET folder_id = (SELECT id FROM folders)"),
            IN_DELETED_FOLDER);

    private static final Race FOLDER_OF_NEW_PROMPT = new Race(
            "a prompt is written into a folder that is deleted softly",
            FOLDERS,
            List.of(),
            as(ONE, "UPDATE folders SET deleted_at = now()"),
            as(ONE, "INSERT INTO prompts (user_id, name, folder_id) SELECT user_id, 'new', id FROM folders"),
            IN_DELETED_FOLDER);

    private static final String LOGIN_IN_TWO_TENANTS = "SELECT auth0_id FROM users WHERE auth0_id = 'auth0|new'"
            + " GROUP BY 1 HAVING count(DISTINCT organization_id) > 1";

    private static final Race LOGIN = new Race(
            "two tenants add a user with the same identity",
            Set.of("guard_login"),
            List.of(),
            as(ONE, addUser(ONE)),
            as(OTHER, addUser(OTHER)),
            LOGIN_IN_TWO_TENANTS);

    private static final Race TAKEN_LOGIN = new Race(
            "a tenant gives a user the identity that another tenant adds",
            Set.of("guard_login"),
            List.of(),
            as(ONE, addUser(ONE)),
            as(OTHER, "UPDATE users SET auth0_id = 'auth0|new' WHERE email LIKE '1@%'"),
            LOGIN_IN_TWO_TENANTS);

    private static String addUser(UUID tenant) {
        return "INSERT INTO users (email, organization_id, auth0_id) VALUES ('new@example.org', '" + tenant
                + "', 'auth0|new')";
    }

    private static final String WRONG_TOTAL = "SELECT o.id FROM orders o JOIN order_items i ON i.order_id = o.id"
            + " GROUP BY o.id HAVING o.total_points <> sum(i.total_points)";
    private static final String ADD_ITEM =
            "INSERT INTO order_items (order_id, product_id, quantity, points_per_item, total_points)"
                    + " VALUES (1000, 1000, 2, 30, 60)";
    private static final String NO_ITEMS = "DELETE FROM order_items";

    private static final Race ITEMS = new Race(
            "both add all items of an order",
            Set.of("check_order_total"),
            List.of(NO_ITEMS),
            app(ADD_ITEM),
            app(ADD_ITEM),
            WRONG_TOTAL);

    private static final Race CHECKED_ITEMS = new Race(
            "both add all items of an order, and one is checked before it commits",
            Set.of("check_order_total"),
            List.of(NO_ITEMS),
            app(ADD_ITEM, "SET CONSTRAINTS ALL IMMEDIATE"),
            app(ADD_ITEM),
            WRONG_TOTAL);

    private static final Race TOTAL = new Race(
            "one adds the items, one changes the total",
            Set.of("check_order_total"),
            List.of(NO_ITEMS),
            app(ADD_ITEM),
            app("UPDATE orders SET total_points = 90"),
            WRONG_TOTAL);

    private static final String TWO_NAMES =
            "SELECT c.id FROM creators c JOIN creator_points_config f ON f.creator_id = c.id WHERE c.points_name <> f.points_name";
    private static final Set<String> NAMES = Set.of("copy_points_name", "keep_points_name");

    private static final Race NAME = new Race(
            "points are named in both tables",
            NAMES,
            List.of(),
            app("UPDATE creator_points_config SET points_name = 'Coins'"),
            app("UPDATE creators SET points_name = 'Gems'"),
            TWO_NAMES);

    private static final Race FIRST_NAME = new Race(
            "points that are called Points so far are configured while the creator renames them",
            NAMES,
            List.of("DELETE FROM creator_points_config"),
            app("INSERT INTO creator_points_config (creator_id) VALUES (1000)"),
            app("UPDATE creators SET points_name = 'Gems'"),
            TWO_NAMES);

    private static final Race PACKAGE = new Race(
            "a package changes before a purchase of it commits",
            Set.of("check_points_received"),
            List.of(
                    "CREATE TABLE promised (points integer)",
                    "CREATE FUNCTION witness() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN"
                            + " INSERT INTO triberspace.promised SELECT points_amount + bonus_points FROM triberspace.points_packages;"
                            + " RETURN NULL; END $$",
                    "CREATE CONSTRAINT TRIGGER witness AFTER INSERT ON points_purchases DEFERRABLE INITIALLY DEFERRED"
                            + " FOR EACH ROW EXECUTE FUNCTION witness()"),
            app("UPDATE points_packages SET bonus_points = 50"),
            app("INSERT INTO points_purchases (user_id, creator_id, package_id, points_received, amount_usd,"
                    + " payment_provider, payment_id) VALUES ('ben', 1000, 1000, 110, 4.99, 'paypal', 'late')"),
            "SELECT points FROM promised WHERE points <> 110");

    private static final Race TRANSACTIONS = new Race(
            "a movement is robbed of its user while that user is deleted",
            Set.of("refuse_transaction_rewrite"),
            List.of("SELECT apply_points('ben', 1000, 7, 'earn', 'admin')"),
            root("UPDATE point_transactions SET creator_id = NULL"),
            app("DELETE FROM \"user\" WHERE id = 'ben'"),
            "SELECT id FROM point_transactions WHERE creator_id IS NULL");

    private static final Race BALANCE = new Race(
            "points move while their creator is deleted",
            Set.of("drop_spent_balances"),
            List.of("SELECT apply_points('ben', 1000, -110, 'spend', 'admin')"),
            app("DELETE FROM creators"),
            app("SELECT apply_points('ben', 1000, 5, 'earn', 'admin')"),
            "SELECT 1 WHERE (SELECT count(*) FROM creators) <> (SELECT count(*) FROM point_balances WHERE balance = 5)"
                    + " OR NOT EXISTS (SELECT FROM creators) AND EXISTS (SELECT FROM point_balances)");

    /** The foreign key of balances keeps it; the trigger lets creators go all the same. */
    static final Race KEPT_BY_A_KEY = BALANCE;

    private static final Race SNAPSHOT = new Race(
            "a product is sold while it is deleted",
            Set.of("keep_product_snapshot"),
            List.of(NO_ITEMS),
            app("DELETE FROM products"),
            app(ADD_ITEM),
            "SELECT id FROM order_items WHERE metadata #>> '{product,name}' IS DISTINCT FROM 'Hat'");

    private static final String JOIN = "INSERT INTO room_memberships (room_id, user_id, join_source)"
            + " SELECT room_id, user_id, 'direct' FROM room_memberships ORDER BY joined_at LIMIT 1";

    private static final Race VISIT = new Race(
            "a user joins a room from two devices",
            Set.of("end_open_visit"),
            List.of(),
            app(JOIN),
            app(JOIN),
            "SELECT 1 FROM room_memberships HAVING count(*) FILTER (WHERE left_at IS NULL) <> 1 OR count(*) < 2");

    private static final Race EVENTS = new Race(
            "events are deleted while their month is made",
            Set.of("refuse_event_rewrite"),
            List.of("INSERT INTO analytics_events (event_type) VALUES ('room_join')"),
            root("SELECT create_analytics_partitions(0)"),
            root("DELETE FROM analytics_events_default"),
            "SELECT 1 FROM analytics_events HAVING count(*) < 2");

    private static final String TWO_DESCRIPTIONS = "SELECT o.id::text FROM objects o"
            + " LEFT JOIN attributes a ON a.object_id = o.id AND a.name = 'Desc'"
            + " WHERE o.description IS DISTINCT FROM a.value #>> '{}'";
    private static final Set<String> DESCRIPTIONS =
            Set.of("write_description_to_attributes", "write_attribute_to_description");

    private static final Race DESCRIPTION = new Race(
            "description and Desc change",
            DESCRIPTIONS,
            List.of("UPDATE objects SET description = 'old'"),
            as(ONE, "UPDATE objects SET description = 'by its column' WHERE id = '" + ONE + "'"),
            as(ONE, "UPDATE attributes SET value = '\"old\"' WHERE name = 'Desc'"),
            TWO_DESCRIPTIONS);

    private static final Race FIRST_DESCRIPTION = new Race(
            "description and Desc are written for the first time",
            DESCRIPTIONS,
            List.of(),
            as(ONE, "UPDATE objects SET description = 'by its column' WHERE id = '" + ONE + "'"),
            as(
                    ONE,
                    "INSERT INTO attributes (object_id, name, value) VALUES ('" + ONE
                            + "', 'Desc', '\"by its attribute\"')"),
            TWO_DESCRIPTIONS);

    private static final Race AUDIT = new Race(
            "two change the same object",
            Set.of("audit_change"),
            List.of("UPDATE objects SET name = 'lamp' WHERE id = '" + ONE + "'"),
            as(ONE, "UPDATE objects SET name = 'lantern' WHERE id = '" + ONE + "'"),
            as(ONE, "UPDATE objects SET name = name || '!' WHERE id = '" + ONE + "'"),
            "SELECT 'last' FROM objects o WHERE id = '" + ONE
                    + "' AND name <> (SELECT a.new_data ->> 'name' FROM audit_logs a"
                    + " WHERE a.table_name = 'objects' AND a.record_id = o.id AND NOT EXISTS (SELECT FROM audit_logs b"
                    + " WHERE b.record_id = a.record_id AND b.table_name = a.table_name AND b.old_data ->> 'name' = a.new_data ->> 'name'))");

    private static final Race TRAIL = new Race(
            "the trail is emptied while a change is written to it",
            Set.of("refuse_audit_rewrite"),
            List.of(),
            as(ONE, "UPDATE objects SET name = 'lantern' WHERE id = '" + ONE + "'"),
            root("DELETE FROM audit_logs"),
            "SELECT 1 FROM audit_logs WHERE action = 'INSERT' HAVING count(*) = 0");
}
