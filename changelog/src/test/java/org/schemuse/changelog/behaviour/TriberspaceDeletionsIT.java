package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.schemuse.changelog.schema.RollbackReport;
import org.schemuse.changelog.schema.RollbackRequest;

/** What goes with what, and the history that stays. */
class TriberspaceDeletionsIT extends TriberspaceBehaviour {
    @Test
    void t05AUserGoesAndTheHistoryStays() {
        root.execute("INSERT INTO creators (user_id) VALUES ('ben')");
        apply(root, "ben", 1001, 5);

        root.execute("DELETE FROM \"user\" WHERE id = 'ben'");

        for (String gone : new String[] {
            "session",
            "account",
            "user_avatars",
            "avatar_equipped_items",
            "user_tribe_memberships",
            "user_inventory",
            "user_avatar_inventory",
            "point_balances",
            "creators WHERE id = 1001"
        }) {
            assertThat(count(gone)).as(gone).isZero();
        }
        for (String stays : new String[] {"orders", "points_purchases", "event_attendance"}) {
            assertThat(row(root, stays)).as(stays).containsEntry("user_id", null);
        }
        assertThat(count("point_transactions WHERE user_id IS NULL")).isEqualTo(2);
        assertThat(count("point_transactions WHERE user_id IS NULL AND creator_id IS NULL"))
                .isEqualTo(1);
        assertThat(count("order_items")).isEqualTo(1);
    }

    @Test
    void t06ACreatorWhosePointsSomebodyHasStays() {
        assertThat(refusal("DELETE FROM creators")).isEqualTo(SqlState.FOREIGN_KEY);
        assertThat(refusal("DELETE FROM \"user\" WHERE id = 'ann'"))
                .as("neither does the user behind it")
                .isEqualTo(SqlState.FOREIGN_KEY);
        assertThat(count("worlds")).isEqualTo(1);
    }

    @Test
    void t06ACreatorGoesWithWhatIsTheirsAndTheHistoryStays() {
        root.execute("DELETE FROM point_balances");

        root.execute("DELETE FROM \"user\" WHERE id = 'ann'");

        for (String gone : new String[] {
            "creators",
            "tribes",
            "user_tribe_memberships",
            "worlds",
            "spaces",
            "events",
            "products",
            "points_packages",
            "creator_stores",
            "creator_points_config"
        }) {
            assertThat(count(gone)).as(gone).isZero();
        }
        for (String stays : new String[] {"orders", "points_purchases", "point_transactions"}) {
            assertThat(row(root, stays))
                    .as(stays)
                    .containsEntry("creator_id", null)
                    .containsEntry("user_id", "ben");
        }
        assertThat(row(root, "points_purchases")).containsEntry("package_id", null);
        assertThat(row(root, "order_items")).containsEntry("product_id", null);
        assertThat(row(root, "user_inventory")).containsEntry("product_id", null);
        assertThat(row(root, "event_attendance")).containsEntry("event_id", null);
        assertThat(row(root, "avatar_items")).containsEntry("product_id", null);
    }

    @Test
    void t07AWorldGoesWithItsSpacesAndEventsAndWhoWasThereIsKnown() {
        root.execute("DELETE FROM worlds");
        assertThat(count("spaces")).isZero();
        assertThat(count("events")).isZero();
        assertThat(row(root, "event_attendance"))
                .containsEntry("event_id", null)
                .containsEntry("user_id", "ben");
    }

    @Test
    void t08AProductGoesAndWhoBoughtItStillOwnsIt() {
        root.execute("DELETE FROM products");
        assertThat(row(root, "user_inventory"))
                .containsEntry("product_id", null)
                .containsEntry("order_id", 1000);
        assertThat(row(root, "order_items")).containsEntry("product_id", null).containsEntry("total_points", 60);
    }

    @Test
    void t09AnOrderGoesWithItsItems() {
        root.execute("DELETE FROM orders");
        assertThat(count("order_items")).isZero();
        assertThat(row(root, "user_inventory")).containsEntry("order_id", null).containsEntry("product_id", 1000);
    }

    @Test
    void t10AProductGoesBeforeItsAvatarItem() {
        root.execute("DELETE FROM products");
        assertThat(row(root, "avatar_items")).containsEntry("product_id", null);
    }

    @Test
    void t10AnAvatarItemGoesBeforeItsProductUnlessSomebodyHasIt() {
        assertThat(refusal("DELETE FROM avatar_items")).as("worn and owned").isEqualTo(SqlState.FOREIGN_KEY);
        root.execute("DELETE FROM avatar_equipped_items");
        assertThat(refusal("DELETE FROM avatar_items")).as("owned").isEqualTo(SqlState.FOREIGN_KEY);
        root.execute("DELETE FROM user_avatar_inventory");
        root.execute("DELETE FROM avatar_items");
        assertThat(row(root, "products")).containsEntry("item_id", null);
    }

    @Test
    void t10BodiesInUseStay() {
        assertThat(refusal("DELETE FROM avatar_base_models")).isEqualTo(SqlState.FOREIGN_KEY);
    }

    @Test
    void t10EverythingCanBeTakenBackThoughProductsAndItemsReferToEachOther() {
        RollbackReport report = installed.schema().rollback(RollbackRequest.everything());
        assertThat(report.rowsDropped())
                .containsEntry("user", 2L)
                .containsEntry("products", 1L)
                .containsEntry("avatar_items", 1L)
                .hasSize(27);
        assertThat(installed.schema().status().exists()).isFalse();
    }

    @Test
    void t10APreviewOfTheRollbackNamesTheRowsThatWouldGo() {
        RollbackRequest all = RollbackRequest.everything();
        RollbackReport preview = installed
                .schema()
                .rollback(new RollbackRequest(
                        all.count(),
                        all.toTag(),
                        all.toDate(),
                        all.all(),
                        true,
                        all.lockTimeout(),
                        all.statementTimeout()));
        assertThat(preview.rowsDropped()).containsEntry("user", 2L).hasSize(27);
        assertThat(count("\"user\"")).isEqualTo(2);
    }
}
