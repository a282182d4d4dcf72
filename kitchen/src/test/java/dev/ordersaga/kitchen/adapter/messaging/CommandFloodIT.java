package dev.ordersaga.kitchen.adapter.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenCommand.ApproveTicket;
import dev.ordersaga.contracts.KitchenCommand.CreateTicket;
import dev.ordersaga.contracts.KitchenCommand.ProductItem;
import dev.ordersaga.contracts.KitchenCommand.RejectTicket;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.kitchen.RunningKitchen;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.testing.Answers;
import dev.ordersaga.messaging.testing.Flood;
import dev.ordersaga.messaging.testing.Letter;
import dev.ordersaga.messaging.testing.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Very many commands, of which 30 % come again, in random order. */
class CommandFloodIT extends RunningKitchen {

    private static final int COMMANDS = Flood.size(100_000, 2_000);
    private static final double REPEATS = 0.3;
    private static final int PRODUCTS = 20;
    private static final int PLENTY = 1_000_000;
    private static final String CREATE = "kitchen.ticket.create";
    private static final String APPROVE = "kitchen.ticket.approve";
    private static final String STATUS = "SELECT HEX(order_id), status FROM ticket";
    private static final String PORTIONS = "SELECT product_id, portions FROM menu_item";

    private final Answers answers = new Answers();

    @Test
    void leaveWhatTheyLeaveOnceAndInOrder() throws Exception {
        openWithFreePlaces(PLENTY);
        try (Flood flood = new Flood(VIRTUAL_HOST)) {
            flood.listen(answers::hear, Exchanges.REPLIES);
            World orderly = new World();
            handle(flood, Flood.inOrder(orderly.commands));
            List<String> expected = orderly.outcome();

            World flooded = new World();
            List<Letter> letters = Flood.shuffled(flooded.commands, REPEATS, new Random(4));
            assertThat(letters).hasSizeBetween(COMMANDS - 5, COMMANDS + 5);
            handle(flood, letters);
            assertThat(flooded.outcome()).isEqualTo(expected);

            // What comes back on the menu is not cooked for an order that was refused before.
            List<String> before = flooded.tickets();
            flooded.withdrawn.forEach(product -> offer(product, PLENTY, true));
            handle(flood, letters);
            assertThat(flooded.tickets()).isEqualTo(before);
            assertThat(answers.contradictions()).isEmpty();
            await("all are answered")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> answers.commandIds().containsAll(idsOf(letters)));
        }
    }

    private static void handle(Flood flood, Collection<Letter> letters) throws Exception {
        Letter last = command(Ids.timeOrdered(), new ApproveTicket(Ids.timeOrdered()), APPROVE);
        flood.handleAll(WorkQueue.KITCHEN_COMMANDS, SCHEMA, letters, last);
    }

    private static List<String> idsOf(List<Letter> letters) {
        return letters.stream().map(letter -> letter.properties().getMessageId()).toList();
    }

    private static Letter command(UUID txId, KitchenCommand command, String undoes) {
        return Letter.command(Target.ORDER_CREATION, txId, command, undoes);
    }

    /** Products and commands of their own: always the same ones, under other ids. */
    private final class World {

        private final int waitingBefore = waiting();
        private final List<Long> products = products(PLENTY);
        private final List<Long> soldOut = products(0);
        private final List<Long> withdrawn = products(PLENTY);
        private final List<UUID> orders = new ArrayList<>();
        private final List<List<Letter>> commands = new ArrayList<>();

        World() {
            withdrawn.forEach(product -> offer(product, PLENTY, false));
            int letters = 0;
            for (int number = 0; letters < COMMANDS * (1 - REPEATS); number++) {
                List<List<Letter>> more = commands(number);
                letters += more.stream().mapToInt(List::size).sum();
                commands.addAll(more);
            }
        }

        private List<Long> products(int portions) {
            return IntStream.range(0, PRODUCTS).mapToObj(_ -> product(portions)).toList();
        }

        private List<List<Letter>> commands(int number) {
            UUID txId = Ids.timeOrdered();
            UUID order = Ids.timeOrdered();
            orders.add(order);
            Letter create = create(txId, order, products, number);
            Letter approve = command(txId, new ApproveTicket(order), APPROVE);
            Letter reject = command(txId, new RejectTicket(order), CREATE);
            Letter recall = command(txId, new RejectTicket(order), APPROVE);
            return switch (number % 7) {
                case 0 -> List.of(List.of(create, approve));
                // In any order: a ticket that is rejected first is never created.
                case 1 -> Flood.loose(create, reject);
                case 2 -> List.of(List.of(create));
                // The pivot has won, or there is nothing to win.
                case 3 -> List.of(List.of(create, approve, recall));
                case 4 -> List.of(List.of(create, reject, approve), List.of(recall));
                case 5 ->
                        List.of(
                                List.of(create(txId, order, soldOut, number), approve),
                                List.of(reject));
                default -> Flood.loose(create(txId, order, withdrawn, number));
            };
        }

        private static Letter create(UUID txId, UUID order, List<Long> from, int number) {
            List<ProductItem> items =
                    List.of(
                            new ProductItem(from.get(number % PRODUCTS), 1 + number % 3),
                            new ProductItem(from.get((number + 7) % PRODUCTS), 1));
            return command(txId, new CreateTicket(order, items), CREATE);
        }

        /** For each order, in order, what became of its ticket. */
        List<String> tickets() {
            Map<String, String> known = TestServers.get().pairs(SCHEMA, STATUS);
            return orders.stream()
                    .map(order -> known.getOrDefault(hex(order), "no ticket"))
                    .toList();
        }

        /** The same, and what is left of the products, and how many more are waiting. */
        List<String> outcome() {
            Map<String, String> portions = TestServers.get().pairs(SCHEMA, PORTIONS);
            return Stream.of(
                            tickets().stream(),
                            products.stream().map(product -> portions.get(product.toString())),
                            Stream.of(Integer.toString(waiting() - waitingBefore)))
                    .flatMap(all -> all)
                    .toList();
        }

        private static String hex(UUID id) {
            return id.toString().replace("-", "").toUpperCase();
        }
    }
}
