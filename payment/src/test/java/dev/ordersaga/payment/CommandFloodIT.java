package dev.ordersaga.payment;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.PaymentCommand;
import dev.ordersaga.contracts.PaymentCommand.Pay;
import dev.ordersaga.contracts.PaymentCommand.Refund;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand;
import dev.ordersaga.contracts.UserCommand.RestorePoints;
import dev.ordersaga.contracts.UserCommand.UsePoints;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.testing.Answers;
import dev.ordersaga.messaging.testing.Flood;
import dev.ordersaga.messaging.testing.Letter;
import dev.ordersaga.messaging.testing.TestServers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Very many commands, of which 30 % come again, in random order. */
class CommandFloodIT extends RunningService {

    private static final int COMMANDS = Flood.size(100_000, 2_000);
    private static final double REPEATS = 0.3;
    private static final String PAY = "payment.pay";
    private static final String CHARGED =
            "SELECT HEX(order_id), HEX(payment_id) FROM payments WHERE status = 'COMPLETED'";
    private static final String UNDER_WAY =
            "SELECT (SELECT COUNT(*) FROM payments WHERE awaited IS NOT NULL)"
                    + " + (SELECT COUNT(*) FROM outbox)";

    @Autowired private Neighbours.User user;

    @Value("${saga.broker.uri}")
    private URI broker;

    @Value("${spring.flyway.url}")
    private String database;

    private final Answers answers = new Answers();

    @Test
    void leaveWhatTheyLeaveOnceAndInOrder() throws Exception {
        PLATFORM.stubFor(post("/payments").willReturn(ok()));
        try (Flood flood = new Flood(broker.getPath().substring(1))) {
            flood.listen(answers::hear, Exchanges.REPLIES);
            World orderly = new World();
            handle(flood, Flood.inOrder(orderly.commands));

            World flooded = new World();
            List<Letter> letters = Flood.shuffled(flooded.commands, REPEATS, new Random(5));
            assertThat(letters).hasSizeBetween(COMMANDS - 5, COMMANDS + 5);
            handle(flood, letters);
            assertThat(flooded.charged()).isEqualTo(orderly.charged()).contains(true, false);

            handle(flood, letters);
            assertThat(flooded.charged()).isEqualTo(orderly.charged());
            assertThat(paymentsWhosePointsAreUsed()).isEqualTo(chargedPayments());
            assertThat(answers.contradictions()).isEmpty();
            await("all are answered")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> answers.commandIds().containsAll(idsOf(letters)));
        } finally {
            PLATFORM.resetAll();
        }
    }

    private void handle(Flood flood, Collection<Letter> letters) throws Exception {
        Letter last = command(Ids.timeOrdered(), new Refund(Ids.timeOrdered()));
        flood.handleAll(WorkQueue.PAYMENT_COMMANDS, schema(), letters, last);
        await("nothing is under way")
                .atMost(Flood.PATIENCE)
                .until(() -> TestServers.get().number(schema(), UNDER_WAY) == 0);
    }

    private String schema() {
        return database.substring(database.lastIndexOf('/') + 1);
    }

    private static List<String> idsOf(List<Letter> letters) {
        return letters.stream().map(letter -> letter.properties().getMessageId()).toList();
    }

    private static Letter command(UUID txId, PaymentCommand command) {
        return Letter.command(Target.ORDER_CREATION, txId, command, PAY);
    }

    private Set<String> chargedPayments() {
        return new HashSet<>(TestServers.get().pairs(schema(), CHARGED).values());
    }

    /** By what the user service was told. */
    private Set<String> paymentsWhosePointsAreUsed() {
        Set<UUID> used = new HashSet<>();
        Set<UUID> restored = new HashSet<>();
        for (UserCommand command : user.commands()) {
            switch (command) {
                case UsePoints use when use.userId() == Neighbours.RICH ->
                        used.add(use.paymentId());
                case RestorePoints restore -> restored.add(restore.paymentId());
                case UsePoints _, VerifyUser _ -> {}
            }
        }
        used.removeAll(restored);
        return used.stream().map(CommandFloodIT::hex).collect(toSet());
    }

    private static String hex(UUID id) {
        return id.toString().replace("-", "").toUpperCase();
    }

    /** Commands of its own: always the same ones, under other ids. */
    private final class World {

        private final List<UUID> orders = new ArrayList<>();
        private final List<List<Letter>> commands = new ArrayList<>();

        World() {
            int letters = 0;
            for (int number = 0; letters < COMMANDS * (1 - REPEATS); number++) {
                List<List<Letter>> more = commands(number);
                letters += more.stream().mapToInt(List::size).sum();
                commands.addAll(more);
            }
        }

        private List<List<Letter>> commands(int number) {
            UUID txId = Ids.timeOrdered();
            UUID order = Ids.timeOrdered();
            orders.add(order);
            Letter pay = pay(txId, order, Neighbours.RICH, number);
            Letter poor = pay(txId, order, Neighbours.POOR, number);
            Letter refund = command(txId, new Refund(order));
            return switch (number % 6) {
                case 0 -> Flood.loose(pay);
                // In any order: a payment that is refunded first is never charged.
                case 1, 2 -> Flood.loose(pay, refund);
                case 3 -> Flood.loose(poor, refund);
                case 4 -> Flood.loose(poor);
                // One order, paid by two sagas.
                default -> Flood.loose(pay, pay(Ids.timeOrdered(), order, Neighbours.RICH, number));
            };
        }

        private static Letter pay(UUID txId, UUID order, long userId, int number) {
            return command(txId, new Pay(order, userId, "Kim", new Money(1 + number % 7, "KRW")));
        }

        /** For each order, in order, whether it is charged. */
        List<Boolean> charged() {
            Map<String, String> known = TestServers.get().pairs(schema(), CHARGED);
            return orders.stream().map(order -> known.containsKey(hex(order))).toList();
        }
    }
}
