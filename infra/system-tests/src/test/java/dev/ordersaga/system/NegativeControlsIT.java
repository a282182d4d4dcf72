package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What makes the system safe is switched off, and the same checks that a sound system passes fail.
 */
class NegativeControlsIT {

    private static final String INBOX =
            "shared-contracts/messaging/src/main/java/dev/ordersaga/messaging/store/InboxTable.java";
    private static final String AGGREGATES =
            "shared-contracts/messaging/src/main/java/dev/ordersaga/messaging/store/AggregateTable.java";
    private static final String COUNTS =
            "shared-contracts/messaging/src/main/java/dev/ordersaga/messaging/store/CountedTable.java";
    private static final String MENU_ITEM =
            "kitchen/src/main/java/dev/ordersaga/kitchen/domain/MenuItem.java";

    private static RunningSystem system;

    @BeforeAll
    static void start() {
        system = RunningSystem.apart();
    }

    @AfterAll
    static void stop() {
        system.stop();
    }

    @Test
    void withoutTheInboxOfTheUserServiceRefusedOrdersAreCharged() throws Exception {
        try (Replaced _ = new Replaced("user", withoutInbox("user"), 1)) {
            assertThat(new LateRepetitions(system).violations(8001, 8002))
                    .contains(
                            "failed and refunded payments hold no points",
                            "refused orders were charged");
        }
    }

    @Test
    void withoutTheInboxOfTheKitchenRefusedOrdersHaveTickets() throws Exception {
        try (Replaced _ = new Replaced("kitchen", withoutInbox("kitchen"), 1)) {
            assertThat(new LateRepetitions(system).violations(8003, 8004))
                    .contains("rejected and cancelled orders have no live ticket");
        }
    }

    /**
     * A balance that is read, and then written, by two instances. The writing takes so long that
     * both are at it together, however fast the machine and however the orders fall into batches.
     */
    @Test
    void withoutTheConditionalUpdateOfPointsTheyAreSpentMoreThanOnce() {
        BrokenService broken =
                new BrokenService("user", "points")
                        .replacing(
                                AGGREGATES,
                                "known(\"FOR UPDATE\")",
                                "known(table.equals(\"points_account\") ? \"\" : \"FOR UPDATE\")")
                        .replacing(
                                COUNTS,
                                "SET %2$s = %2$s + %4$s WHERE",
                                "SET %2$s = %4$s WHERE SLEEP(1) = 0 AND",
                                "return number(change.after()) - number(change.before());",
                                "return number(change.after());");
        try (Replaced _ = new Replaced("user", broken, 2)) {
            assertThat(new Rush(system).forPoints(8005))
                    .contains("balances equal the replayed ledger")
                    .anyMatch(found -> found.startsWith("the orders ended as"));
        }
    }

    @Test
    void withoutTheConditionalUpdateOfPortionsTheyAreSoldMoreThanOnce() {
        BrokenService broken =
                new BrokenService("kitchen", "portions")
                        .replacing(
                                MENU_ITEM,
                                "return portions < amount ? Optional.empty() : Optional.of(withPortions(-amount));",
                                "return Optional.of(withPortions(-Math.min(amount, portions)));");
        try (Replaced _ = new Replaced("kitchen", broken, 1)) {
            assertThat(new Rush(system).forPortions(8006))
                    .contains("the user has not paid for ten orders")
                    .anyMatch(found -> found.startsWith("the orders ended as"));
        }
    }

    private static BrokenService withoutInbox(String name) {
        return new BrokenService(name, "inbox")
                .replacing(
                        INBOX,
                        "    public Mono<Map<String, Optional<OutboxMessage>>> handledBefore(",
                        """
                            public Mono<Map<String, Optional<OutboxMessage>>> handledBefore(
                                    Collection<String> ids, Mono<Void> needs) {
                                return needs.then(Mono.fromSupplier(HashMap::new));
                            }

                            public Mono<Map<String, Optional<OutboxMessage>>> reallyHandledBefore(\
                        """,
                        "    public Mono<Void> mark(String messageId) {",
                        """
                            public Mono<Void> mark(String messageId) {
                                return Mono.empty();
                            }

                            public Mono<Void> reallyMark(String messageId) {\
                        """);
    }

    /** For as long as it is open, broken instances stand in for a service. */
    private static final class Replaced implements AutoCloseable {

        private final ServiceProcess sound;
        private final ServiceProcess second;

        Replaced(String name, BrokenService broken, int instances) {
            sound = system.service(name);
            second = sound.another();
            sound.stop();
            sound.launch(broken.command());
            if (instances == 2) {
                second.launch(broken.command()).awaitHealthy();
            }
            sound.awaitHealthy();
        }

        @Override
        public void close() {
            second.stop();
            sound.stop();
            sound.launch().awaitHealthy();
        }
    }
}
