package dev.ordersaga.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.Deadlines;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.batch.GroupCommit;
import dev.ordersaga.messaging.batch.Linger;
import dev.ordersaga.messaging.store.StoreTransactions;
import dev.ordersaga.messaging.testing.TestServers;
import dev.ordersaga.order.RunningOrderService;
import dev.ordersaga.order.application.PlaceOrderOnce.Outcome;
import dev.ordersaga.order.application.PlaceOrderOnce.Outcome.Placed;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.domain.OrderItem;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two instances, which know of each other only what the database tells, take orders at once. */
class TwoInstancesIT extends RunningOrderService {

    private static final List<OrderItem> ITEMS = List.of(OrderItem.unpriced(1, 1));
    private static final Duration LONG = Duration.ofMinutes(1);

    private final long user = Ids.number();
    private final UUID round = UUID.randomUUID();
    @Autowired private Orders orders;
    @Autowired private Sagas sagas;
    @Autowired private Timeline timeline;
    @Autowired private Outbox outbox;
    @Autowired private StoreTransactions transactions;
    @Autowired private Deadlines deadlines;
    @Autowired private KeptAnswers answers;
    private Instance one;
    private Instance two;

    private record Instance(PlaceOrder placeOrder, PlaceOrderOnce placeOrderOnce) {}

    @BeforeEach
    void start() {
        one = instance();
        two = instance();
    }

    private Instance instance() {
        Clock clock = Clock.systemUTC();
        PlaceOrder placeOrder =
                new PlaceOrder(
                        orders,
                        sagas,
                        timeline,
                        outbox,
                        new GroupCommit(transactions, 1_000, Linger.of(Duration.ofMillis(4))),
                        deadlines,
                        new Admission(clock, RandomGenerator.getDefault()),
                        InMemory.anyNumber(),
                        clock);
        return new Instance(placeOrder, new PlaceOrderOnce(placeOrder, answers, clock));
    }

    /** Fifty keys, each used by both at once, in opposite orders, beside orders without a key. */
    @RepeatedTest(5)
    void everyKeyHasOneOrderAndNobodyElsesFails() {
        Flux<Outcome> forth = Flux.range(0, 50).flatMap(number -> ask(one, number), 50);
        Flux<Outcome> back = Flux.range(0, 50).flatMap(number -> ask(two, 49 - number), 50);
        Flux<Order> others =
                Flux.range(0, 50)
                        .flatMap(_ -> one.placeOrder().handle(user, ITEMS), 50)
                        .mergeWith(
                                Flux.range(0, 50)
                                        .flatMap(_ -> two.placeOrder().handle(user, ITEMS), 50));
        long before = ordersOfUser();

        var all = Mono.zip(Flux.merge(forth, back).collectList(), others.collectList()).block(LONG);

        assertThat(all.getT2()).hasSize(100);
        assertThat(ordersOfUser() - before).isEqualTo(150);
        List<Placed> told =
                all.getT1().stream()
                        .filter(Placed.class::isInstance)
                        .map(Placed.class::cast)
                        .toList();
        assertThat(told.stream().filter(outcome -> !outcome.replayed())).hasSize(50);
        assertThat(told.stream().map(Placed::orderId).distinct()).hasSize(50);
    }

    private Mono<Outcome> ask(Instance instance, int number) {
        return instance.placeOrderOnce()
                .handle(
                        new IdempotencyKey(user, round + "-" + number),
                        ITEMS,
                        order -> new FirstAnswer(202, Map.of(), order.orderId().toString()));
    }

    private long ordersOfUser() {
        return TestServers.get()
                .number(SCHEMA, "SELECT COUNT(*) FROM orders WHERE user_id = " + user);
    }
}
