package dev.ordersaga.infra.benchmark.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of each order, counted; any thread may tell it something. */
final class Tally {

    private final long from;
    private final long until;
    private final boolean kitchenMayRefuse;

    private final ConcurrentMap<UUID, Half> halves = new ConcurrentHashMap<>();
    private final LongAdder onTheirWay = new LongAdder();
    private final LongAdder unexpected = new LongAdder();
    private final Counts measured = new Counts();
    private final Latencies toAnswer = new Latencies();
    private final Latencies toEnd = new Latencies();
    private final Map<Kind, Latencies> toEndOfKind = new ConcurrentHashMap<>();
    private final Latencies told = new Latencies();
    private final AtomicReference<Counts> second = new AtomicReference<>(new Counts());
    private final AtomicReference<Latencies> secondToEnd = new AtomicReference<>(new Latencies());
    private final AtomicInteger seconds = new AtomicInteger();

    /**
     * @param from when the measured time begins, as {@link System#nanoTime()} tells time
     * @param kitchenMayRefuse whether the whole kitchen is closed or full now and then
     */
    Tally(long from, long until, boolean kitchenMayRefuse) {
        this.from = from;
        this.until = until;
        this.kitchenMayRefuse = kitchenMayRefuse;
    }

    private static final class Counts {
        final LongAdder accepted = new LongAdder();
        final LongAdder shed = new LongAdder();
        final LongAdder failed = new LongAdder();
        final LongAdder ended = new LongAdder();
    }

    /** What is known of an order: its answer and its end come in either order. */
    private sealed interface Half {

        record Placed(Placement placement) implements Half {}

        record Ended(String status, long at) implements Half {}
    }

    /**
     * An order on its way.
     *
     * @param scheduled when it was to be placed
     * @param whenDone runs once, when it has ended
     */
    record Placement(Kind kind, long scheduled, Runnable whenDone) {}

    void accepted(UUID orderId, Placement placement) {
        long now = System.nanoTime();
        count(now, counts -> counts.accepted);
        onTheirWay.increment();
        if (isMeasured(placement.scheduled())) {
            toAnswer.add(now - placement.scheduled());
        }
        @Nullable Half other = halves.putIfAbsent(orderId, new Half.Placed(placement));
        if (other instanceof Half.Ended(String status, long at)) {
            halves.remove(orderId);
            done(placement, status, at);
        }
    }

    void shed() {
        count(System.nanoTime(), counts -> counts.shed);
    }

    void failed() {
        count(System.nanoTime(), counts -> counts.failed);
    }

    void ended(UUID orderId, String status, Instant changedAt) {
        long now = System.nanoTime();
        @Nullable Half other = halves.putIfAbsent(orderId, new Half.Ended(status, now));
        if (other instanceof Half.Placed(Placement placement)) {
            halves.remove(orderId);
            if (isMeasured(placement.scheduled())) {
                told.add(Duration.between(changedAt, Instant.now()).toNanos());
            }
            done(placement, status, now);
        }
    }

    private void done(Placement placement, String status, long at) {
        onTheirWay.decrement();
        count(at, counts -> counts.ended);
        long taken = at - placement.scheduled();
        secondToEnd.get().add(taken);
        if (isMeasured(placement.scheduled())) {
            toEnd.add(taken);
            toEndOfKind.computeIfAbsent(placement.kind(), _ -> new Latencies()).add(taken);
        }
        if (!mayEnd(placement.kind(), status)) {
            unexpected.increment();
        }
        placement.whenDone().run();
    }

    private boolean mayEnd(Kind kind, String status) {
        return switch (kind) {
            case APPROVED ->
                    status.equals("APPROVED") || (kitchenMayRefuse && status.equals("REJECTED"));
            case USER_UNKNOWN,
                    USER_ABNORMAL,
                    PRODUCT_UNAVAILABLE,
                    POINTS_SHORT,
                    REFUND,
                    KITCHEN_CLOSED,
                    WAITING_FULL ->
                    status.equals("REJECTED");
        };
    }

    long onTheirWay() {
        return onTheirWay.sum();
    }

    /** What happened since it was asked last. */
    Second nextSecond() {
        Counts counts = second.getAndSet(new Counts());
        LatencySummary latency = secondToEnd.getAndSet(new Latencies()).summary();
        return new Second(
                seconds.incrementAndGet(),
                counts.accepted.sum(),
                counts.shed.sum(),
                counts.failed.sum(),
                counts.ended.sum(),
                onTheirWay(),
                latency.p50(),
                latency.p99());
    }

    /** To be asked when no order is on its way, or patience is over. */
    Summary summary() {
        long now = System.nanoTime();
        return new Summary(
                wallClock(from, now),
                wallClock(until, now),
                measured.accepted.sum(),
                measured.shed.sum(),
                measured.failed.sum(),
                measured.ended.sum(),
                onTheirWay(),
                unexpected.sum(),
                Math.max(0, now - until) / (double) TimeUnit.SECONDS.toNanos(1),
                toAnswer.summary(),
                toEnd.summary(),
                toEndOfKind(),
                told.summary());
    }

    private SortedMap<Kind, LatencySummary> toEndOfKind() {
        SortedMap<Kind, LatencySummary> summaries = new TreeMap<>();
        toEndOfKind.forEach((kind, latencies) -> summaries.put(kind, latencies.summary()));
        return summaries;
    }

    private static Instant wallClock(long at, long now) {
        return Instant.now().plusNanos(at - now);
    }

    private void count(long at, Function<Counts, LongAdder> counter) {
        counter.apply(second.get()).increment();
        if (isMeasured(at)) {
            counter.apply(measured).increment();
        }
    }

    private boolean isMeasured(long at) {
        return at - from >= 0 && at - until < 0;
    }
}
