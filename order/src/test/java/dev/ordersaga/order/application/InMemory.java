package dev.ordersaga.order.application;

import dev.ordersaga.contracts.Reply;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.messaging.ReplyAddress;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.order.domain.Order;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The ports of this service without servers. What is sent can be made to fail. */
public final class InMemory {

    final Map<UUID, Order> orders = new HashMap<>();
    final Map<UUID, RunningSaga> sagas = new HashMap<>();
    final List<TimelineEntry> entries = new ArrayList<>();
    final List<Outgoing> sent = new ArrayList<>();
    boolean outboxIsDown;

    /** What was asked for beforehand. */
    public final List<String> journal = new ArrayList<>();

    public final Orders orderPort =
            new Orders() {
                @Override
                public Mono<Void> prefetch(Collection<UUID> orderIds) {
                    return Mono.fromRunnable(() -> journal.add("orders " + orderIds));
                }

                @Override
                public Mono<Order> find(UUID orderId) {
                    return Mono.justOrEmpty(orders.get(orderId));
                }

                @Override
                public Mono<Void> add(Order order) {
                    return save(order);
                }

                @Override
                public Mono<Void> save(Order order) {
                    return Mono.fromRunnable(() -> orders.put(order.orderId(), order));
                }

                @Override
                public Mono<Order> read(UUID orderId) {
                    return find(orderId);
                }
            };

    public final Sagas sagaPort =
            new Sagas() {
                @Override
                public Mono<Void> prefetch(Collection<UUID> txIds) {
                    return Mono.fromRunnable(() -> journal.add("sagas " + txIds));
                }

                @Override
                public Mono<RunningSaga> find(UUID txId) {
                    journal.add("saga " + txId);
                    return Mono.justOrEmpty(sagas.get(txId));
                }

                @Override
                public Mono<List<UUID>> late(Instant now, int limit) {
                    return Flux.fromIterable(sagas.values())
                            .filter(saga -> saga.deadline() != null)
                            .filter(saga -> !saga.deadline().isAfter(now))
                            .map(saga -> saga.saga().txId())
                            .take(limit)
                            .collectList();
                }

                @Override
                public Mono<Void> add(RunningSaga saga) {
                    return save(saga);
                }

                @Override
                public Mono<Void> save(RunningSaga saga) {
                    return Mono.fromRunnable(() -> sagas.put(saga.saga().txId(), saga));
                }

                @Override
                public Flux<RunningSaga> ofOrder(UUID orderId) {
                    return Flux.fromIterable(sagas.values())
                            .filter(running -> running.saga().orderId().equals(orderId))
                            .sort(Comparator.comparing(running -> running.saga().txId()));
                }
            };

    public final Timeline timelinePort =
            new Timeline() {
                @Override
                public Mono<Void> append(List<TimelineEntry> some) {
                    return Mono.fromRunnable(() -> entries.addAll(some));
                }

                @Override
                public Flux<TimelineEntry> of(UUID txId) {
                    return Flux.fromIterable(entries).filter(entry -> entry.txId().equals(txId));
                }
            };

    public final Outbox outboxPort =
            new Outbox() {
                @Override
                public Mono<Void> send(Outgoing message) {
                    return outboxIsDown
                            ? Mono.error(new IllegalStateException("the outbox is down"))
                            : Mono.fromRunnable(() -> sent.add(message));
                }

                @Override
                public Mono<Void> reply(ReplyAddress to, Reply reply) {
                    return send(Outgoing.reply(to, reply));
                }
            };

    /** Every user may have any number of open orders. */
    static OpenOrders anyNumber() {
        return new OpenOrders(() -> Mono.just(Map.of()), 0, Duration.ofSeconds(1));
    }

    final Map<IdempotencyKey, KeptAnswer> answers = new HashMap<>();
    final Set<IdempotencyKey> aboutToBeUsed = new HashSet<>();

    final KeptAnswers answerPort =
            new KeptAnswers() {
                @Override
                public Mono<KeptAnswer> read(IdempotencyKey key) {
                    return Mono.fromSupplier(() -> answers.get(key));
                }

                @Override
                public Mono<Standing> look(IdempotencyKey key) {
                    return aboutToBeUsed.contains(key)
                            ? Mono.just(new Standing.Busy())
                            : read(key)
                                    .<Standing>map(Standing.Used::new)
                                    .defaultIfEmpty(new Standing.Free());
                }

                @Override
                public Mono<Void> add(KeptAnswer answer) {
                    return Mono.fromRunnable(() -> answers.put(answer.key(), answer));
                }

                @Override
                public Mono<Long> forget(Instant before, int limit) {
                    return Mono.fromSupplier(
                            () -> {
                                List<IdempotencyKey> old =
                                        answers.values().stream()
                                                .filter(kept -> kept.at().isBefore(before))
                                                .map(KeptAnswer::key)
                                                .limit(limit)
                                                .toList();
                                old.forEach(answers::remove);
                                return (long) old.size();
                            });
                }
            };

    final Transactions transactions =
            new Transactions() {
                @Override
                public <T> Mono<T> run(Mono<T> work) {
                    return work;
                }
            };
}
