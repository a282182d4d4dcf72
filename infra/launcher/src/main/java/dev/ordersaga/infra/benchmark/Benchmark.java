package dev.ordersaga.infra.benchmark;

import dev.ordersaga.infra.audit.Audit;
import dev.ordersaga.infra.audit.Finding;
import dev.ordersaga.infra.benchmark.floor.Floor;
import dev.ordersaga.infra.benchmark.load.Market;
import dev.ordersaga.infra.benchmark.load.Second;
import dev.ordersaga.infra.benchmark.load.Summary;
import dev.ordersaga.infra.benchmark.stored.StoredOrders;
import dev.ordersaga.infra.run.Processes;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.terminal.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One measurement of a system that is up and empty. */
final class Benchmark {

    private static final Duration LONGEST_ORDER = Duration.ofSeconds(60);
    private static final Duration UNTIL_THE_BROKER_KNOWS = Duration.ofSeconds(30);
    private static final int LINES_OF_PROGRESS = 30;

    /** Whom a process of the run directory belongs to. */
    private static final Map<String, String> PARTIES = parties();

    private final Settings settings;
    private final RunDirectory directory;
    private final Progress progress;
    private final Map<String, String> env;

    Benchmark(
            Settings settings, RunDirectory directory, Progress progress, Map<String, String> env) {
        this.settings = settings;
        this.directory = directory;
        this.progress = progress;
        this.env = Map.copyOf(env);
    }

    private static Map<String, String> parties() {
        Map<String, String> parties = new LinkedHashMap<>();
        parties.put("rabbitmq", "broker");
        parties.put("database", "database");
        parties.put("order", "order");
        parties.put("user", "user");
        parties.put("kitchen", "kitchen");
        parties.put("payment", "payment");
        parties.put("data-platform", "data platform stub");
        return parties;
    }

    /**
     * Loads what is needed, and measures.
     *
     * @param withFloor whether to measure the raw floor, too, before and after
     */
    Result run(boolean withFloor) {
        Instant at = Instant.now();
        progress.say("Loading buyers and products");
        new Market(env).open();
        if (settings.stored() > 0) {
            progress.say("Storing %,d orders".formatted(settings.stored()));
            new StoredOrders(env, progress).store(settings.stored());
        }
        if (!withFloor) {
            return measure(at);
        }
        double before = floor();
        Result result = measure(at);
        return result.with(new Result.Floors(before, floor()));
    }

    private double floor() {
        progress.say("Measuring the raw floor");
        double perSecond = new Floor(env, directory).measure();
        progress.say("The raw floor is %s orders/s".formatted(Numbers.of(perSecond)));
        return perSecond;
    }

    private Result measure(Instant at) {
        progress.say("Measuring: " + settings.summary());
        Path log = directory.log("load");
        List<Second> seconds = new ArrayList<>();
        try (LoadRun load = LoadRun.start(settings.plan(env), log)) {
            List<Party> parties = new ArrayList<>(others());
            parties.add(load.party());
            Meter meter = new Meter(parties, new Counters(env));
            Summary summary = load.follow(new Follow(meter, seconds), log);
            progress.say("All orders are followed to their end; auditing");
            return new Result(
                    at,
                    settings,
                    Machine.here(env),
                    summary,
                    Outcomes.of(env, summary),
                    meter.cpuMillis(),
                    meter.mostResident(),
                    meter.counted(),
                    seconds,
                    meter.cpuMillisBySecond(),
                    audit(),
                    Optional.empty());
        }
    }

    private List<Party> others() {
        Processes processes = new Processes(directory);
        List<Party> parties = new ArrayList<>();
        PARTIES.forEach(
                (process, name) ->
                        processes
                                .find(process)
                                .ifPresent(found -> parties.add(Party.of(name, found))));
        return parties;
    }

    private List<String> audit() {
        return Audit.of(env, LONGEST_ORDER).run(UNTIL_THE_BROKER_KNOWS).stream()
                .filter(finding -> !finding.holds())
                .map(Benchmark::describe)
                .toList();
    }

    private static String describe(Finding finding) {
        return "%s: %d violations, e.g. %s"
                .formatted(
                        finding.invariant(),
                        finding.violations(),
                        String.join(", ", finding.examples()));
    }

    /** Meters what happens, and tells of it. */
    private final class Follow implements LoadRun.Listener {

        private final Meter meter;
        private final List<Second> seconds;
        private final int every =
                Math.ceilDiv(settings.warmup() + settings.duration(), LINES_OF_PROGRESS);

        Follow(Meter meter, List<Second> seconds) {
            this.meter = meter;
            this.seconds = seconds;
        }

        @Override
        public void begun() {
            meter.begin();
            progress.say("Warm-up is over");
        }

        @Override
        public void ended() {
            meter.end();
            progress.say("The measured time is over; following the rest to its end");
        }

        @Override
        public void passed(Second second) {
            meter.second();
            seconds.add(second);
            if (second.number() % every == 0) {
                progress.say(line(second));
            }
        }

        private String line(Second second) {
            String refused =
                    second.shed() + second.failed() == 0
                            ? ""
                            : "; refused %d, failed %d".formatted(second.shed(), second.failed());
            return String.format(
                    Locale.ROOT,
                    "accepted %5d/s, ended %5d/s, on their way %5d, p50 %6.1f ms, p99 %6.1f ms%s",
                    second.accepted(),
                    second.ended(),
                    second.onTheirWay(),
                    second.p50(),
                    second.p99(),
                    refused);
        }
    }
}
