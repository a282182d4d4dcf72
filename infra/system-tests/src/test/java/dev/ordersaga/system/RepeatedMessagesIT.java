package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.system.Customers.Wish;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every command and every reply is delivered twice at once, and twice again late and shuffled. */
class RepeatedMessagesIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final int PRICE = 100;
    private static final int RICH = 1_000_000;

    private final Customers customers = new Customers(SYSTEM);
    private final Quiet quiet = new Quiet(SYSTEM);

    @Test
    void changeNothing() throws Exception {
        long rich = SYSTEM.user(RICH);
        long poor = SYSTEM.user(5 * PRICE);
        SYSTEM.product(4001, PRICE, 1_000, true);
        SYSTEM.product(4002, PRICE, 5, true);
        List<Wish> wishes = new ArrayList<>();
        wishes.addAll(Collections.nCopies(30, new Wish(rich, 4001, 1)));
        wishes.addAll(Collections.nCopies(20, new Wish(rich, 4002, 1)));
        wishes.addAll(Collections.nCopies(20, new Wish(poor, 4001, 1)));

        try (WireTap tap = new WireTap(SYSTEM)) {
            List<String> orderIds = customers.place(wishes);
            assertThat(orderIds.stream().map(customers::outcome))
                    .hasSize(70)
                    .filteredOn("APPROVED"::equals)
                    .hasSize(30 + 5 + 5);
            quiet.await();
            assertThat(tap.heard()).isGreaterThan(70 * 4);
            List<String> before = state(orderIds, rich, poor);

            tap.repeatAllShuffled(7);
            tap.repeatAllShuffled(8);
            quiet.await();

            assertThat(state(orderIds, rich, poor)).isEqualTo(before);
        }
        quiet.assertNothingIsDead();
        quiet.assertLedgerIsBalanced();
        assertThat(SYSTEM.pointsOf(rich)).isEqualTo(RICH - PRICE * 35L);
        assertThat(SYSTEM.pointsOf(poor)).isZero();
        assertThat(
                        SYSTEM.number(
                                "order",
                                "SELECT COUNT(*) FROM saga_timeline WHERE direction = 'IGNORED'"))
                .isPositive();
    }

    private static List<String> state(List<String> orderIds, long... users) {
        Stream<String> orders =
                orderIds.stream()
                        .flatMap(
                                orderId ->
                                        Stream.of(
                                                SYSTEM.api("order").get("/orders/" + orderId),
                                                SYSTEM.api("kitchen").get("/tickets/" + orderId),
                                                SYSTEM.api("payment").get("/payments/" + orderId)))
                        .map(Object::toString);
        Stream<String> points =
                Arrays.stream(users)
                        .mapToObj(user -> SYSTEM.api("user").get("/users/" + user + "/points"))
                        .map(Object::toString);
        return Stream.of(
                        orders,
                        points,
                        Stream.of(
                                SYSTEM.api("kitchen").get("/menu").toString(),
                                SYSTEM.api("kitchen").get("/kitchen").toString()))
                .flatMap(all -> all)
                .toList();
    }
}
