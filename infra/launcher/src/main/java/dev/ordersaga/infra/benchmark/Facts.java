package dev.ordersaga.infra.benchmark;

import dev.ordersaga.infra.benchmark.load.LatencySummary;
import dev.ordersaga.infra.benchmark.load.Summary;
import java.util.ArrayList;
import java.util.List;

/** A result as rows for people: what is told, and its value. */
final class Facts {

    private static final double BYTES_PER_MEBIBYTE = 1 << 20;
    private static final double BYTES_PER_KIBIBYTE = 1 << 10;

    private final Result result;
    private final List<Row> rows = new ArrayList<>();

    private Facts(Result result) {
        this.result = result;
    }

    /**
     * One fact.
     *
     * @param value empty for a heading
     */
    record Row(String name, String value) {

        boolean isHeading() {
            return value.isEmpty();
        }
    }

    static List<Row> of(Result result) {
        Facts facts = new Facts(result);
        facts.orders();
        facts.latency();
        facts.cost();
        facts.floor();
        facts.soundness();
        return List.copyOf(facts.rows);
    }

    private void orders() {
        Summary summary = result.summary();
        heading("orders, in the measured time");
        row("accepted (202)", count(summary.accepted()));
        row("refused for overload (503)", count(summary.shed()));
        row("failed otherwise", count(summary.failed()));
        row("ended", count(summary.ended()));
        row("ended per second", Numbers.of(result.perSecond()));
        result.outcomes().forEach((outcome, number) -> row("  " + outcome, count(number)));
        row("drained after", Numbers.of(summary.drainSeconds()) + " s");
    }

    private void latency() {
        Summary summary = result.summary();
        heading("milliseconds from the scheduled POST: p50 / p90 / p99 / p99.9");
        row("to the end of the order", percentiles(summary.toEnd()));
        row("  of it, until the load heard of the end, at most", percentiles(summary.told()));
        summary.toEndOfKind()
                .forEach((kind, toEnd) -> row("  " + kind.option(), percentiles(toEnd)));
        row("to the answer 202", percentiles(summary.toAnswer()));
    }

    private void cost() {
        heading("CPU milliseconds per order; resident memory at most");
        row("all", Numbers.of(result.cpuMillisPerOrder()));
        result.cpuMillis()
                .forEach(
                        (party, millis) ->
                                row(
                                        "  " + party,
                                        "%s; %s MiB"
                                                .formatted(
                                                        Numbers.of(result.perOrder(millis)),
                                                        mebibytes(party))));
        Counters.Reading counted = result.counted();
        heading("work");
        row("messages published per order", perOrder(counted.published()));
        row("messages handled per transaction", Numbers.of(result.messagesPerTransaction()));
        row("transactions per order", perOrder(counted.commits()));
        row("statements per order", perOrder(counted.questions()));
        row("fsyncs of the database per order", perOrder(counted.fsyncs()));
        row(
                "written by the database per order",
                Numbers.of(result.perOrder(counted.written() / BYTES_PER_KIBIBYTE)) + " KiB");
    }

    private void floor() {
        result.floors()
                .ifPresent(
                        floors -> {
                            heading("raw floor, transactions of the same kind per second");
                            row(
                                    "before, after",
                                    "%s, %s"
                                            .formatted(
                                                    Numbers.of(floors.before()),
                                                    Numbers.of(floors.after())));
                            row(
                                    "orders per second, of the floor's",
                                    Numbers.of(100 * result.perSecond() / floors.mean()) + " %");
                        });
    }

    private void soundness() {
        heading("guarantees");
        row("orders lost", count(result.summary().lost()));
        row("orders that ended otherwise than they should", count(result.summary().unexpected()));
        row(
                "audit",
                result.violations().isEmpty()
                        ? "all invariants hold"
                        : String.join("; ", result.violations()));
    }

    private void heading(String name) {
        rows.add(new Row(name, ""));
    }

    private void row(String name, String value) {
        rows.add(new Row(name, value));
    }

    private String perOrder(long ofAll) {
        return Numbers.of(result.perOrder((double) ofAll));
    }

    private String mebibytes(String party) {
        return Numbers.of(result.mostResident().getOrDefault(party, 0L) / BYTES_PER_MEBIBYTE);
    }

    private static String percentiles(LatencySummary latency) {
        return "%s / %s / %s / %s"
                .formatted(
                        Numbers.of(latency.p50()),
                        Numbers.of(latency.p90()),
                        Numbers.of(latency.p99()),
                        Numbers.of(latency.p999()));
    }

    private static String count(long number) {
        return "%,d".formatted(number);
    }
}
