package dev.ordersaga.infra.benchmark;

import dev.ordersaga.infra.benchmark.Chart.Bar;
import dev.ordersaga.infra.benchmark.Chart.Line;
import dev.ordersaga.infra.benchmark.load.LatencySummary;
import dev.ordersaga.infra.benchmark.load.Second;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A result as one page that needs nothing but itself. */
final class HtmlReport {

    private static final double MILLIS_PER_SECOND = 1_000;

    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Order saga benchmark</title>
            <style>
              :root { color-scheme: light dark; --line: #8884; }
              body { font: 15px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
              h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
              svg { width: 100%; height: auto; } svg text { font-size: 12px; fill: currentColor; }
              .grid { stroke: var(--line); } .legend span { margin-right: 1.2rem; }
              .legend i { display: inline-block; width: .8rem; height: .8rem; margin-right: .4rem; }
              table { border-collapse: collapse; width: 100%; } td, th { padding: .15rem .5rem; text-align: left; }
              td:last-child { text-align: right; font-variant-numeric: tabular-nums; }
              th { padding-top: 1rem; border-bottom: 1px solid var(--line); } .bad { color: #d55e00; }
            </style>
            """;

    private final Result result;

    private HtmlReport(Result result) {
        this.result = result;
    }

    static String of(Result result) {
        HtmlReport report = new HtmlReport(result);
        return HEAD
                + report.title()
                + section("Orders per second", report.throughput())
                + section("Milliseconds from the scheduled POST to the end", report.latency())
                + section("How long orders took", report.histogram())
                + section("CPU milliseconds per order", report.split())
                + section("Cores in use", report.cores())
                + section("Figures", report.table())
                + "</html>\n";
    }

    private String title() {
        return "<h1>%s orders/s</h1><p>%s<br>%s<br>%s</p>%s%n"
                .formatted(
                        Numbers.of(result.perSecond()),
                        Chart.escaped(result.settings().summary()),
                        Chart.escaped(result.machine().summary()),
                        result.at(),
                        result.isSound()
                                ? ""
                                : "<p class=\"bad\">Orders were lost or the audit is not clean: see below.</p>");
    }

    private static String section(String title, String content) {
        return "<h2>%s</h2>%n%s%n".formatted(title, content);
    }

    private String throughput() {
        return Chart.lines(
                "orders/s",
                List.of(
                        line("ended", Second::ended),
                        line("accepted", Second::accepted),
                        line("refused or failed", second -> second.shed() + second.failed())));
    }

    private String latency() {
        return Chart.lines("ms", List.of(line("p50", Second::p50), line("p99", Second::p99)));
    }

    private Line line(String name, ToDoubleFunction<Second> value) {
        return new Line(
                name,
                result.seconds().stream().map(second -> value.applyAsDouble(second)).toList());
    }

    private String histogram() {
        return Chart.histogram(
                "ms", result.summary().toEnd().buckets().stream().map(HtmlReport::bar).toList());
    }

    private static Bar bar(LatencySummary.Bucket bucket) {
        return new Bar(Numbers.of(bucket.from()), bucket.count());
    }

    private String split() {
        return Chart.bars(
                result.cpuMillis().entrySet().stream()
                        .map(party -> new Bar(party.getKey(), result.perOrder(party.getValue())))
                        .toList());
    }

    private String cores() {
        return Chart.lines(
                "cores",
                result.cpuMillis().keySet().stream()
                        .map(
                                party ->
                                        new Line(
                                                party,
                                                result.cpuMillisBySecond().stream()
                                                        .map(
                                                                second ->
                                                                        second.getOrDefault(
                                                                                        party, 0.0)
                                                                                / MILLIS_PER_SECOND)
                                                        .toList()))
                        .toList());
    }

    private String table() {
        StringBuilder table = new StringBuilder("<table>");
        for (Facts.Row row : Facts.of(result)) {
            table.append(
                    row.isHeading()
                            ? "<tr><th colspan=\"2\">%s</th></tr>%n"
                                    .formatted(Chart.escaped(row.name()))
                            : "<tr><td>%s</td><td>%s</td></tr>%n"
                                    .formatted(
                                            Chart.escaped(row.name()), Chart.escaped(row.value())));
        }
        return table.append("</table>").toString();
    }
}
