package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** What buyers see of what they bought, long after: as it was, whoever is gone. */
class TriberspaceHistoriesIT extends TriberspaceBehaviour {
    /** What each history shows to Ben, as text, without ids that lead somewhere. */
    private static final Map<String, String> HISTORIES = new TreeMap<>(
            Map.of(
                    "orders", "total_points || ' to ' || (snapshot #>> '{creator,user_name}')",
                    "order_items",
                            "quantity || ' ' || (metadata #>> '{product,name}') || ' by ' || (metadata #>> '{product,creator,user_name}')",
                    "user_inventory",
                            "quantity || ' ' || (metadata #>> '{product,name}') || ' by ' || (metadata #>> '{product,creator,user_name}')",
                    "points_purchases",
                            "points_received || ' ' || (snapshot #>> '{package,name}') || ' by ' || (snapshot #>> '{creator,user_name}')",
                    "point_transactions",
                            "amount || ' ' || (snapshot #>> '{creator,points_name}') || ' of ' || (snapshot #>> '{creator,user_name}')",
                    "event_attendance",
                            "(metadata #>> '{event,name}') || ' in ' || (metadata #>> '{event,space}') || ' by ' || (metadata #>> '{event,creator,user_name}')"));

    @Test
    void t06WhatBuyersSeeIsTheSameAfterTheCreatorIsGone() {
        Map<String, List<String>> before = histories();
        assertThat(before.get("order_items")).containsExactly("2 Hat by ann");
        assertThat(before.get("points_purchases")).containsExactly("110 Starter by ann");
        assertThat(before.get("event_attendance")).containsExactly("Party in Hall by ann");
        assertThat(before.values())
                .allSatisfy(rows -> assertThat(rows).hasSize(1).doesNotContainNull());

        apply(root, "ben", 1000, -110);
        installed.nobody().execute("DELETE FROM creators WHERE id = 1000");
        assertThat(count("point_balances")).isZero();

        Map<String, List<String>> after = histories();
        assertThat(after.remove("point_transactions")).contains("110 Points of ann", "-110 Points of ann");
        before.remove("point_transactions");
        assertThat(after).isEqualTo(before);
    }

    @Test
    void t14TheSnapshotIsThatOfTheTimeOfPurchaseAndNobodyChangesIt() {
        Handle application = installed.nobody();
        application.execute("UPDATE products SET name = 'Cap', price_points = 99");
        application.execute(
                "UPDATE order_items SET metadata = '{\"wrapped\": true, \"product\": {\"name\": \"forged\"}}'");
        application.execute("UPDATE orders SET snapshot = NULL");
        application.execute("UPDATE points_purchases SET snapshot = '{}', status = 'completed'");
        application.execute("UPDATE user_inventory SET metadata = NULL");
        application.execute("UPDATE event_attendance SET metadata = '[1]'");
        Map<String, List<String>> histories = histories();
        assertThat(histories.get("order_items")).containsExactly("2 Hat by ann");
        assertThat(histories.get("orders")).containsExactly("60 to ann");
        assertThat(histories.get("points_purchases")).containsExactly("110 Starter by ann");
        assertThat(histories.get("user_inventory")).containsExactly("1 Hat by ann");
        assertThat(count("order_items WHERE metadata -> 'wrapped' = 'true'")).isEqualTo(1);
        assertThat(count(
                        "event_attendance WHERE metadata -> 'value' = '[1]' AND metadata #>> '{event,name}' = 'Party'"))
                .isEqualTo(1);
        application.execute(
                "INSERT INTO order_items (order_id, product_id, quantity, points_per_item, total_points, metadata)"
                        + " VALUES (1000, 1000, 1, 0, 0, '{\"product\": {\"name\": \"forged\"}}')");
        assertThat(count("order_items WHERE metadata #>> '{product,name}' = 'Cap'"))
                .isEqualTo(1);
    }

    @Test
    void t06ACreatorWithPointsThatSomebodyHasStaysAndOneWhosePointsAreSpentGoes() {
        Handle application = installed.nobody();
        String delete = "DELETE FROM creators WHERE id = 1000";
        assertThat(SqlState.of(() -> application.execute(delete))).isEqualTo(SqlState.FOREIGN_KEY);
        assertThat(count("point_balances")).isEqualTo(1);
        apply(root, "ben", 1000, -110);
        user("cleo");
        apply(root, "cleo", 1000, 1);
        assertThat(SqlState.of(() -> application.execute(delete))).isEqualTo(SqlState.FOREIGN_KEY);
        assertThat(count("point_balances")).as("nothing is gone").isEqualTo(2);
        apply(root, "cleo", 1000, -1);
        assertThat(application.execute(delete)).isEqualTo(1);
        assertThat(count("point_balances")).isZero();
        assertThat(count("point_transactions WHERE creator_id IS NULL")).isEqualTo(4);
    }

    @Test
    void t14APurchaseKeepsItsPackageAndASavedRowIsNotAskedAgain() {
        root.execute("UPDATE points_packages SET bonus_points = 50");
        Handle application = installed.nobody();
        assertThat(
                        application.execute(
                                "UPDATE points_purchases SET package_id = package_id, points_received = points_received, status = 'completed'"))
                .isEqualTo(1);
        root.execute("INSERT INTO points_packages (creator_id, name, points_amount, price_usd, display_order)"
                + " VALUES (1000, 'Other', 7, 1, 2)");
        assertThat(SqlState.of(() -> application.execute("UPDATE points_purchases SET package_id = 1001")))
                .isEqualTo(SqlState.CHECK);
    }

    @Test
    void theNameOfPointsIsThatOfTheirConfiguration() {
        Handle application = installed.nobody();
        application.execute("UPDATE creators SET points_name = 'Gems', bio = 'new'");
        assertThat(count("creators WHERE points_name = 'Points' AND bio = 'new'"))
                .isEqualTo(1);
        application.execute("UPDATE creator_points_config SET points_name = 'Gems'");
        assertThat(count("creators WHERE points_name = 'Gems'")).isEqualTo(1);
        application.execute("DELETE FROM creator_points_config");
        application.execute("UPDATE creators SET points_name = 'Coins'");
        assertThat(count("creators WHERE points_name = 'Coins'")).isEqualTo(1);
    }

    private Map<String, List<String>> histories() {
        Map<String, List<String>> shown = new TreeMap<>();
        HISTORIES.forEach((table, row) -> shown.put(
                table,
                root.select("SELECT " + row + " FROM " + table + " ORDER BY id")
                        .mapTo(String.class)
                        .list()));
        return shown;
    }
}
