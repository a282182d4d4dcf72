package dev.ordersaga.order.application;

import dev.ordersaga.order.application.KeptAnswers.Standing;
import dev.ordersaga.order.application.KeptAnswers.Standing.Busy;
import dev.ordersaga.order.application.KeptAnswers.Standing.Free;
import dev.ordersaga.order.application.KeptAnswers.Standing.Used;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.domain.OrderItem;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Takes an order under an idempotency key: however often, and of however many instances it is asked
 * for, there is one order, and everybody is given its first answer.
 *
 * <p>Order and answer are kept in one transaction, so that what fails does not use the key up. That
 * transaction is shared with other orders, which must not wait for whoever else is about to use the
 * key: it may be an instance that is frozen. So it is looked for first whether somebody is. Where
 * two do not see each other, the key in the database lets one of them through; the transaction of
 * the other is run again, and then finds the answer.
 */
public final class PlaceOrderOnce {

    private final PlaceOrder placeOrder;
    private final KeptAnswers answers;
    private final Clock clock;
    private final Set<IdempotencyKey> underWay = ConcurrentHashMap.newKeySet();

    public PlaceOrderOnce(PlaceOrder placeOrder, KeptAnswers answers, Clock clock) {
        this.placeOrder = placeOrder;
        this.answers = answers;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Outcome {

        /**
         * There is an order.
         *
         * @param replayed whether it was there before
         */
        record Placed(UUID orderId, FirstAnswer answer, boolean replayed) implements Outcome {}

        /** The key was used to ask for something else. */
        record Reused() implements Outcome {}

        /** The first request with this key has not been answered yet. */
        record InProgress() implements Outcome {}
    }

    /**
     * Who goes away does not stop it. Fails like {@link PlaceOrder} where there are too many orders
     * already.
     *
     * @param answer what the client is answered about a new order; free of effects
     */
    public Mono<Outcome> handle(
            IdempotencyKey key, List<OrderItem> items, Function<Order, FirstAnswer> answer) {
        Asked asked = new Asked(key, items, Fingerprint.of(items), answer);
        return answers.read(key)
                .map(kept -> judge(kept, asked))
                .switchIfEmpty(Mono.defer(() -> alone(asked)));
    }

    private record Asked(
            IdempotencyKey key,
            List<OrderItem> items,
            String fingerprint,
            Function<Order, FirstAnswer> answer) {}

    /** The cache at the end keeps the key until it is done, whether or not the client waits. */
    private Mono<Outcome> alone(Asked asked) {
        return Mono.deferContextual(
                context ->
                        underWay.add(asked.key())
                                ? answers.look(asked.key())
                                        .flatMap(standing -> act(standing, asked, place(asked)))
                                        .doFinally(_ -> underWay.remove(asked.key()))
                                        .contextWrite(context)
                                        .cache()
                                : Mono.just(new Outcome.InProgress()));
    }

    private static Mono<Outcome> act(Standing standing, Asked asked, Mono<Outcome> placing) {
        return switch (standing) {
            case Used(KeptAnswer kept) -> Mono.just(judge(kept, asked));
            case Busy _ -> Mono.just(new Outcome.InProgress());
            case Free _ -> placing;
        };
    }

    private static Outcome judge(KeptAnswer kept, Asked asked) {
        return kept.fingerprint().equals(asked.fingerprint())
                ? new Outcome.Placed(kept.orderId(), kept.answer(), true)
                : new Outcome.Reused();
    }

    private Mono<Outcome> place(Asked asked) {
        AtomicBoolean again = new AtomicBoolean();
        return placeOrder.handle(
                asked.key().userId(),
                asked.items(),
                placing -> {
                    Mono<Outcome> kept = placing.flatMap(order -> keep(order, asked));
                    return Mono.defer(
                            () ->
                                    again.getAndSet(true)
                                            ? answers.look(asked.key())
                                                    .flatMap(now -> act(now, asked, kept))
                                            : kept);
                });
    }

    private Mono<Outcome> keep(Order order, Asked asked) {
        FirstAnswer answer = asked.answer().apply(order);
        return answers.add(
                        new KeptAnswer(
                                asked.key(),
                                asked.fingerprint(),
                                order.orderId(),
                                answer,
                                clock.instant()))
                .thenReturn(new Outcome.Placed(order.orderId(), answer, false));
    }
}
