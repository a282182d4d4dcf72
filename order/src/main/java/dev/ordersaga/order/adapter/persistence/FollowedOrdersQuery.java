package dev.ordersaga.order.adapter.persistence;

import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.order.adapter.persistence.TimelineTable.Stretch;
import dev.ordersaga.order.application.FollowedOrders;
import dev.ordersaga.order.application.OrderNews;
import dev.ordersaga.order.application.OrderPlace;
import dev.ordersaga.order.application.OrderProgress;
import dev.ordersaga.order.application.OrderProgress.Recorded;
import dev.ordersaga.order.application.TimelineEntry;
import dev.ordersaga.order.domain.CancelRefusal;
import dev.ordersaga.order.domain.OrderStatus;
import dev.ordersaga.order.domain.RejectReason;
import io.r2dbc.spi.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Follows many orders with few statements: one asks how far they all have come, and another reads
 * what is new of those that have come further.
 */
public final class FollowedOrdersQuery implements FollowedOrders {

    private static final int ORDERS_PER_STATEMENT = 500;

    /** Of one order at a time. */
    private static final int MOST_STEPS = 100;

    private static final String PROGRESS =
            "SELECT o.order_id, o.user_id, o.status, o.reject_reason, o.cancel_refusal,"
                    + " o.tx_id AS placing, s.tx_id, s.entries"
                    + " FROM orders o JOIN saga s ON s.order_id = o.order_id"
                    + " WHERE o.order_id IN (%s)";

    private final DatabaseClient db;
    private final TimelineTable timeline;

    public FollowedOrdersQuery(DatabaseClient db, TimelineTable timeline) {
        this.db = db;
        this.timeline = timeline;
    }

    @Override
    public Mono<OrderProgress> progress(UUID orderId) {
        return progress(Set.of(orderId)).flatMap(found -> Mono.justOrEmpty(found.get(orderId)));
    }

    @Override
    public Mono<Map<OrderPlace, OrderNews>> news(Set<OrderPlace> places) {
        return progress(Set.copyOf(places.stream().map(OrderPlace::orderId).toList()))
                .flatMap(progress -> news(places, progress));
    }

    private Mono<Map<UUID, OrderProgress>> progress(Set<UUID> orderIds) {
        return Flux.fromIterable(orderIds)
                .buffer(ORDERS_PER_STATEMENT)
                .concatMap(some -> select(some))
                .collectMultimap(Line::orderId)
                .map(
                        lines -> {
                            Map<UUID, OrderProgress> progress = new HashMap<>();
                            lines.forEach(
                                    (id, some) ->
                                            Line.together(some)
                                                    .ifPresent(order -> progress.put(id, order)));
                            return progress;
                        });
    }

    private Flux<Line> select(List<UUID> orderIds) {
        String sql = PROGRESS.formatted(Rows.list("?", orderIds.size()));
        return Rows.select(db, sql, orderIds, (row, _) -> Line.read(row));
    }

    private Mono<Map<OrderPlace, OrderNews>> news(
            Set<OrderPlace> places, Map<UUID, OrderProgress> progress) {
        Map<OrderPlace, Ahead> ahead = new HashMap<>();
        for (OrderPlace place : places) {
            OrderProgress now = progress.get(place.orderId());
            if (now != null && (now.isAtRest() || !now.place().equals(place))) {
                ahead.put(place, Ahead.of(place, now));
            }
        }
        return timeline.stretches(ahead.values().stream().flatMap(Ahead::stretches).toList())
                .map(
                        entries -> {
                            Map<OrderPlace, OrderNews> news = new HashMap<>();
                            ahead.forEach((place, more) -> news.put(place, more.news(entries)));
                            news.values().removeIf(OrderNews::isEmpty);
                            return news;
                        });
    }

    /** What there is after a place. */
    private record Ahead(
            OrderPlace place, OrderProgress now, Stretch placing, @Nullable Stretch cancelling) {

        static Ahead of(OrderPlace place, OrderProgress now) {
            Recorded cancelling = now.cancelling();
            return new Ahead(
                    place,
                    now,
                    stretch(now.placing(), place.placing()),
                    cancelling == null ? null : stretch(cancelling, place.cancelling()));
        }

        private static Stretch stretch(Recorded saga, int told) {
            return new Stretch(saga.txId(), told, Math.min(saga.entries(), told + MOST_STEPS));
        }

        Stream<Stretch> stretches() {
            return Stream.concat(Stream.of(placing), Stream.ofNullable(cancelling));
        }

        OrderNews news(TimelineTable.Entries entries) {
            List<TimelineEntry> cancelled = cancelling == null ? List.of() : entries.of(cancelling);
            return OrderNews.after(place, now, entries.of(placing), cancelled, MOST_STEPS);
        }
    }

    /** An order and one of its sagas. */
    private record Line(OrderProgress order, boolean places) {

        static Line read(Row row) {
            String reason = Rows.stringOrNull(row, "reject_reason");
            String refusal = Rows.stringOrNull(row, "cancel_refusal");
            UUID txId = Rows.uuid(row, "tx_id");
            return new Line(
                    new OrderProgress(
                            Rows.uuid(row, "order_id"),
                            Rows.number(row, "user_id"),
                            Rows.constant(row, "status", OrderStatus.class),
                            reason == null ? null : RejectReason.valueOf(reason),
                            refusal == null ? null : CancelRefusal.valueOf(refusal),
                            new Recorded(txId, (int) Rows.number(row, "entries")),
                            null),
                    txId.equals(Rows.uuid(row, "placing")));
        }

        UUID orderId() {
            return order.orderId();
        }

        static Optional<OrderProgress> together(Collection<Line> lines) {
            Optional<Recorded> cancelling =
                    lines.stream()
                            .filter(line -> !line.places())
                            .map(line -> line.order().placing())
                            .findFirst();
            return lines.stream()
                    .filter(Line::places)
                    .map(Line::order)
                    .map(placed -> cancelling.map(placed::cancelledBy).orElse(placed))
                    .findFirst();
        }
    }
}
