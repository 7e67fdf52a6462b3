package org.schemuse.changelog.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Points: never below zero, never lost, never rewritten, however many sessions move them. Ben starts with 110. */
class TriberspacePointsIT extends TriberspaceBehaviour {
    private static final String BEN = "user_id = 'ben' AND creator_id = 1000";

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void t11AMovementWritesTheBalanceItLeaves() {
        Handle application = installed.nobody();
        assertThat(apply(application, "ben", 1000, 40)).isEqualTo(150);
        assertThat(apply(application, "ben", 1000, -150)).isZero();
        assertThat(row(root, "point_transactions ORDER BY id DESC LIMIT 1"))
                .containsEntry("amount", -150)
                .containsEntry("balance", 0)
                .containsEntry("type", "spend");
        assertBalanced();
    }

    @Test
    void t11SpendingBeyondTheBalanceWritesNothing() {
        assertThat(SqlState.of(() -> apply(installed.nobody(), "ben", 1000, -111)))
                .isEqualTo(SqlState.CHECK);
        assertThat(SqlState.of(() -> apply(installed.nobody(), "ann", 1000, -1)))
                .as("somebody who never had points")
                .isEqualTo(SqlState.CHECK);
        assertThat(count("point_transactions")).isEqualTo(1);
        assertThat(count("point_balances")).isEqualTo(1);
        assertThat(refusal("UPDATE point_balances SET balance = -1")).isEqualTo(SqlState.CHECK);
    }

    @Test
    void t11TheSignFitsTheType() {
        for (String type : List.of("earn", "purchase", "refund", "gift")) {
            assertThat(root.select("SELECT (apply_points('ben', 1000, 5, ?, 'admin')).amount", type)
                            .mapTo(int.class)
                            .one())
                    .isEqualTo(5);
            assertThat(refusal("SELECT apply_points('ben', 1000, -5, ?, 'admin')", type))
                    .as("negative %s", type)
                    .isEqualTo(SqlState.CHECK);
        }
        assertThat(refusal("SELECT apply_points('ben', 1000, 5, 'spend', 'admin')"))
                .isEqualTo(SqlState.CHECK);
        assertThat(refusal("SELECT apply_points('ben', 1000, 0, 'earn', 'admin')"))
                .isEqualTo(SqlState.CHECK);
        assertThat(refusal("SELECT apply_points('ben', 1000, 2147483647, 'earn', 'admin')"))
                .as("more points than the column holds")
                .isEqualTo("22003");
        assertThat(refusal("SELECT apply_points('nobody', 1000, 1, 'earn', 'admin')"))
                .isEqualTo(SqlState.FOREIGN_KEY);
        assertThat(refusal("SELECT apply_points('ben', 1000, 1, 'earned', 'admin')"))
                .isEqualTo(SqlState.CHECK);
        assertThat(refusal("SELECT apply_points('ben', 1000, 1, 'earn', 'thin air')"))
                .isEqualTo(SqlState.CHECK);
        assertBalanced();
    }

    @Test
    void t11TheApplicationMovesPointsThroughTheFunctionOnly() {
        Handle application = installed.nobody();
        for (String statement : List.of(
                "UPDATE point_balances SET balance = 1000",
                "DELETE FROM point_balances",
                "INSERT INTO point_balances (user_id, creator_id, balance) VALUES ('ann', 1000, 9)",
                "INSERT INTO point_transactions (user_id, creator_id, amount, balance, type, source)"
                        + " VALUES ('ben', 1000, 1, 1, 'earn', 'admin')",
                "TRUNCATE point_transactions",
                "DELETE FROM orders",
                "DELETE FROM points_purchases")) {
            assertThat(SqlState.of(() -> application.execute(statement)))
                    .as(statement)
                    .isEqualTo(SqlState.REFUSED);
        }
        assertThat(count(application, "point_balances WHERE " + BEN + " AND balance = 110"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void t11OfTwoSessionsThatSpendTheWholeBalanceAtOnceExactlyOneSucceeds(boolean firstCommits) throws Exception {
        Handle first = installed.nobody();
        Handle second = installed.nobody();
        first.begin();
        assertThat(apply(first, "ben", 1000, -110)).isZero();
        Future<Integer> late = threads.submit(() -> apply(second, "ben", 1000, -110));
        awaitLockWait(root);

        if (firstCommits) {
            first.commit();
            assertThat(SqlState.of(late::get)).isEqualTo(SqlState.CHECK);
        } else {
            first.rollback();
            assertThat(late.get()).isZero();
        }
        assertThat(count("point_transactions WHERE amount = -110")).isEqualTo(1);
        assertBalanced();
    }

    @Test
    void t11ManySessionsSpendTheWholeBalanceAndOneSucceeds() throws Exception {
        List<Boolean> spent = together(8, number -> {
            Handle session = installed.root();
            return () -> spends(session, -110);
        });
        assertThat(spent).containsOnlyOnce(true);
        assertBalanced();
    }

    @Test
    void t11ManySessionsMoveManyPointsAndNoneIsLost() throws Exception {
        int newcomer = creator("cleo");
        List<Integer> sums = together(4, number -> {
            Handle session = installed.root();
            Random random = new Random(number);
            return () -> {
                int sum = 0;
                for (int i = 0; i < 50; i++) {
                    int points = random.nextInt(20) - 8;
                    if (points != 0 && moves(session, newcomer, points)) {
                        sum += points;
                    }
                }
                return sum;
            };
        });
        assertThat(row(root, "point_balances WHERE creator_id = ?", newcomer))
                .containsEntry(
                        "balance", sums.stream().mapToInt(Integer::intValue).sum());
        assertBalanced();
    }

    @Test
    void t12MovementsAreAddedNeverChanged() {
        for (String statement : List.of(
                "UPDATE point_transactions SET amount = 500",
                "UPDATE point_transactions SET description = 'x'",
                "UPDATE point_transactions SET amount = amount",
                "UPDATE point_transactions SET user_id = NULL",
                "UPDATE point_transactions SET creator_id = NULL",
                "UPDATE point_transactions SET user_id = 'ann'",
                "DELETE FROM point_transactions",
                "DELETE FROM point_transactions WHERE false",
                "TRUNCATE point_transactions CASCADE")) {
            assertThat(refusal(statement)).as(statement).isEqualTo(SqlState.APPEND_ONLY);
        }
        root.execute("DELETE FROM point_balances");
        root.execute("DELETE FROM \"user\" WHERE id = 'ben'");
        assertThat(row(root, "point_transactions"))
                .containsEntry("user_id", null)
                .containsEntry("creator_id", 1000)
                .containsEntry("amount", 110);
        root.execute("DELETE FROM creators");
        assertThat(row(root, "point_transactions")).containsEntry("creator_id", null);
    }

    @Test
    void t14APurchaseBringsThePointsOfItsPackageAndItsBonus() {
        String purchase = "INSERT INTO points_purchases (user_id, creator_id, package_id, points_received, amount_usd,"
                + " payment_provider, payment_id) VALUES ('ben', 1000, 1000, ?, 4.99, 'paypal', ?)";
        assertThat(refusal(purchase, 100, "a")).isEqualTo(SqlState.CHECK);
        root.execute(purchase, 110, "b");
        root.execute("UPDATE points_packages SET bonus_points = 50");
        root.execute("UPDATE points_purchases SET status = 'completed'");
        root.execute(purchase, 150, "c");
    }

    @Test
    void t15APaymentIsCreditedOnce() {
        String purchase = "INSERT INTO points_purchases (user_id, creator_id, points_received, amount_usd,"
                + " payment_provider, payment_id) VALUES ('ann', 1000, 5, 1, ?, 'payment 1')";
        assertThat(refusal(purchase, "stripe")).isEqualTo(SqlState.UNIQUE);
        root.execute(purchase, "paypal");
        assertThat(refusal(purchase, "cash")).isEqualTo(SqlState.CHECK);
    }

    /** For every user and creator: the balance is the sum of the amounts, and what the last movement says. */
    private void assertBalanced() {
        assertThat(count("point_balances b WHERE b.balance <> (SELECT sum(t.amount) FROM point_transactions t"
                        + " WHERE t.user_id = b.user_id AND t.creator_id = b.creator_id) OR b.balance <> ("
                        + " SELECT t.balance FROM point_transactions t WHERE t.user_id = b.user_id"
                        + " AND t.creator_id = b.creator_id ORDER BY t.transaction_id DESC LIMIT 1)"))
                .isZero();
        assertThat(count("point_transactions")).isPositive();
    }

    private static boolean spends(Handle session, int points) {
        return moves(session, 1000, points);
    }

    /** Whether the points moved; false where there were too few. */
    private static boolean moves(Handle session, int creator, int points) {
        try {
            apply(session, "ben", creator, points);
            return true;
        } catch (org.jdbi.v3.core.JdbiException e) {
            assertThat(SqlState.of(() -> {
                        throw e;
                    }))
                    .isEqualTo(SqlState.CHECK);
            return false;
        }
    }

    private interface Session<T> {
        Callable<T> open(int number);
    }

    /** Opens so many sessions, lets them go at the same moment, and collects what they return. */
    private <T> List<T> together(int count, Session<T> session) throws Exception {
        CyclicBarrier start = new CyclicBarrier(count);
        List<Future<T>> running = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Callable<T> work = session.open(i);
            running.add(threads.submit(() -> {
                start.await();
                return work.call();
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> one : running) {
            results.add(one.get());
        }
        return results;
    }
}
