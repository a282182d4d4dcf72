package dev.ordersaga.order.application;

import dev.ordersaga.contracts.OrderSagaReply;
import dev.ordersaga.messaging.Deadlines;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.order.domain.Order;
import dev.ordersaga.order.saga.CancelOrderSaga;
import dev.ordersaga.order.saga.OrderSaga;
import dev.ordersaga.order.saga.PlaceOrderSaga;
import dev.ordersaga.order.saga.Transition;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings a saga on by what arrives: its new state, its timeline, its next command or the order's
 * end, in the caller's transaction.
 */
public final class AdvanceSaga {

    private static final Logger LOG = LoggerFactory.getLogger(AdvanceSaga.class);

    private final Orders orders;
    private final Sagas sagas;
    private final Journal journal;
    private final StartCancellation startCancellation;
    private final Outbox outbox;
    private final Deadlines deadlines;
    private final Admission admission;
    private final Clock clock;

    public AdvanceSaga(
            Orders orders,
            Sagas sagas,
            Timeline timeline,
            Outbox outbox,
            Deadlines deadlines,
            Admission admission,
            Clock clock) {
        this.orders = orders;
        this.sagas = sagas;
        this.journal = new Journal(sagas, timeline);
        this.startCancellation = new StartCancellation(orders, journal, outbox, deadlines);
        this.outbox = outbox;
        this.deadlines = deadlines;
        this.admission = admission;
        this.clock = clock;
    }

    /**
     * Loads and locks the sagas, and the orders that are likely to end, in key order.
     *
     * @param ending orders of which that is known beforehand: they are read together with the sagas
     */
    public Mono<Void> prefetch(Collection<UUID> txIds, Collection<UUID> ending) {
        return sagas.prefetch(txIds)
                .then(orders.prefetch(ending))
                .thenMany(Flux.fromIterable(txIds))
                .concatMap(sagas::find)
                .filter(running -> !running.saga().step().isBeforePivot())
                .map(running -> running.saga().orderId())
                .collectList()
                .flatMap(orders::prefetch);
    }

    /** Takes a participant's answer. */
    public Mono<Void> onReply(Incoming<OrderSagaReply> reply) {
        return withSaga(
                reply,
                running -> {
                    admission.answered(running.updatedAt(), clock.instant());
                    return apply(
                            running,
                            running.saga().on(reply.correlationId(), reply.body()),
                            Note.received(reply));
                });
    }

    /** Takes the news that a participant gave up on a command. */
    public Mono<Void> onFailure(Incoming<String> failure) {
        return withSaga(
                failure,
                running ->
                        apply(
                                running,
                                running.saga().onFailure(failure.correlationId()),
                                Note.failed(failure)));
    }

    /** Notes that a reply has come again, which changes nothing. */
    public Mono<Void> onDuplicate(Incoming<OrderSagaReply> reply) {
        return withSaga(
                reply,
                running ->
                        journal.save(
                                running.noted(clock.instant()),
                                List.of(Note.received(reply).ignored("duplicate"))));
    }

    /** No answer has come in time to these sagas, whose deadlines have passed. */
    public Mono<Void> onTimeout(Collection<UUID> txIds) {
        return prefetch(txIds, List.of())
                .thenMany(Flux.fromIterable(txIds))
                .concatMap(this::late)
                .then();
    }

    /**
     * Takes it that the customer does not want the order any more. A saga that this changes nothing
     * about does not note it.
     */
    Mono<Void> onCancel(RunningSaga running) {
        Transition<?> transition = running.saga().onCancel();
        return transition instanceof Transition.Ignored<?>
                ? Mono.empty()
                : apply(running, transition, Note.CANCEL_REQUESTED);
    }

    private Mono<Void> late(UUID txId) {
        return sagas.find(txId)
                .filter(running -> !running.saga().step().isEnd())
                .flatMap(
                        running ->
                                apply(
                                        running,
                                        running.saga().onTimeout(running.saga().commandId()),
                                        Note.late(running.saga())));
    }

    private Mono<Void> withSaga(Incoming<?> message, Function<RunningSaga, Mono<Void>> work) {
        return sagas.find(message.txId())
                .flatMap(running -> work.apply(running).thenReturn(running))
                .switchIfEmpty(
                        Mono.fromRunnable(
                                () ->
                                        LOG.warn(
                                                "Message {} is of no saga known here",
                                                message.messageId())))
                .then();
    }

    private Mono<Void> apply(RunningSaga running, Transition<?> transition, Note heard) {
        Instant now = clock.instant();
        return switch (transition) {
            case Transition.Ignored<?> _ ->
                    journal.save(running.noted(now), List.of(heard.ignored("not awaited")));
            case Transition.Awaits<?>(var saga) ->
                    journal.save(running.at(saga, running.deadline(), now), List.of(heard));
            case Transition.SendAgain<?>(var saga) ->
                    send(running, saga, repeated(heard, running.saga(), saga), now);
            case Transition.Advanced<?>(var saga) when saga.step().isEnd() ->
                    end(running, saga, heard, now);
            case Transition.Advanced<?>(var saga) ->
                    send(running, saga, List.of(heard, Note.sent(saga)), now);
        };
    }

    private Mono<Void> send(RunningSaga running, OrderSaga saga, List<Note> notes, Instant now) {
        return journal.save(running.at(saga, deadlines.after(saga.sends(), now), now), notes)
                .then(outbox.send(SagaMessages.command(saga)));
    }

    private static List<Note> repeated(Note heard, OrderSaga before, OrderSaga saga) {
        if (saga.isStuck()) {
            LOG.error("Saga {} is stuck at {}, and goes on trying", saga.txId(), saga.step());
        }
        return saga.isStuck() && !before.isStuck()
                ? List.of(heard, Note.stuck(saga), Note.sent(saga))
                : List.of(heard, Note.sent(saga));
    }

    private Mono<Void> end(RunningSaga running, OrderSaga saga, Note heard, Instant now) {
        return orders.find(saga.orderId())
                .switchIfEmpty(Mono.error(() -> orderless(saga)))
                .map(order -> Verdict.of(saga, order, now))
                .flatMap(order -> orders.save(order).thenReturn(order))
                .flatMap(
                        order ->
                                journal.save(
                                                running.at(saga, null, now),
                                                List.of(heard, Note.decided(order)))
                                        .then(outbox.send(SagaMessages.statusChanged(saga, order)))
                                        .then(Mono.defer(() -> follow(saga, order, now))));
    }

    /** An order that was approved though its customer has cancelled is cancelled now. */
    private Mono<Void> follow(OrderSaga ended, Order order, Instant now) {
        return switch (ended) {
            case PlaceOrderSaga placed when placed.cancelled() && order.isCancellable() ->
                    startCancellation.of(order, now).then();
            case PlaceOrderSaga _, CancelOrderSaga _ -> Mono.empty();
        };
    }

    private static IllegalStateException orderless(OrderSaga saga) {
        return new IllegalStateException(
                "saga %s has no order %s".formatted(saga.txId(), saga.orderId()));
    }
}
