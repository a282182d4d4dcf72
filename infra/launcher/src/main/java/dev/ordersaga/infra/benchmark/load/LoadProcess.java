package dev.ordersaga.infra.benchmark.load;

import dev.ordersaga.infra.benchmark.load.Tally.Placement;
import dev.ordersaga.infra.run.Await;
import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.terminal.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Places orders as a {@link Plan} says, which it reads from its standard input, and tells what
 * happens on its standard output, a {@link Said} a line. It ends when its standard input does.
 */
public final class LoadProcess {

    private static final int MOST_CONNECTIONS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long HEAD_START = TimeUnit.MILLISECONDS.toNanos(500);

    /** The last fifth of the warm-up is already at the measured rate. */
    private static final double HURRY = 0.8;

    private final Plan plan;
    private final Market market;
    private final PrintStream out;
    private final long start = System.nanoTime() + HEAD_START;
    private final long from;
    private final long until;
    private final Mix mix;

    private LoadProcess(Plan plan, Market market, PrintStream out) {
        this.plan = plan;
        this.market = market;
        this.out = out;
        this.mix = Mix.parse(plan.mix());
        this.from = start + TimeUnit.SECONDS.toNanos(plan.warmup());
        this.until = from + TimeUnit.SECONDS.toNanos(plan.duration());
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Plan plan = Plan.read(in.readLine());
        Thread.ofPlatform().daemon().start(() -> endWith(in));
        try {
            Market market = new Market(plan.env());
            market.signIn();
            new LoadProcess(plan, market, System.out).run();
        } catch (Failure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    private static void endWith(BufferedReader in) {
        try {
            while (in.readLine() != null) {
                // Nothing more is to be said.
            }
        } catch (IOException e) {
            // As good as the end.
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }

    /** Of no order would be heard how it ends. */
    private static void endDeaf() {
        System.err.println("The broker has closed the load's connection.");
        Runtime.getRuntime().halt(1);
    }

    private void run() {
        boolean kitchenRefuses = mix.share(Kind.KITCHEN_CLOSED) + mix.share(Kind.WAITING_FULL) > 0;
        Tally tally = new Tally(from, until, kitchenRefuses);
        ServerUrl broker = ServerUrl.parse("AMQP_URL", plan.address("AMQP_URL"));
        URI orders = URI.create(plan.address("ORDER_URL") + "/orders");
        try (Follower _ = Follower.listen(broker, tally::ended, LoadProcess::endDeaf);
                Connections connections = new Connections(orders, MOST_CONNECTIONS, PATIENCE);
                ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor()) {
            tick(ticker, tally);
            Placer placer = new Placer(connections, tally);
            try (Hours _ = Hours.keep(market, mix)) {
                place(placer);
            }
            drain(placer, tally);
            ticker.shutdownNow();
            say(new Said.Over(tally.summary()));
        } catch (IOException e) {
            throw Failure.failed("The load cannot be placed: %s".formatted(e.getMessage()));
        }
    }

    private void tick(ScheduledExecutorService ticker, Tally tally) {
        long second = TimeUnit.SECONDS.toNanos(1);
        var _ =
                ticker.scheduleAtFixedRate(
                        () -> say(new Said.Passed(tally.nextSecond())),
                        untilThen(start) + second,
                        second,
                        TimeUnit.NANOSECONDS);
        var _ = ticker.schedule(() -> say(new Said.Begun()), untilThen(from), TimeUnit.NANOSECONDS);
        var _ =
                ticker.schedule(
                        () -> say(new Said.Ended()), untilThen(until), TimeUnit.NANOSECONDS);
    }

    private static long untilThen(long instant) {
        return Math.max(0, instant - System.nanoTime());
    }

    /**
     * Also what is measured at a low rate is warmed up by as many orders as there can be: a JVM is
     * warm after so many calls, not after so much time.
     */
    private void place(Placer placer) {
        SplittableRandom random = new SplittableRandom(plan.seed());
        Pace.Placing placing =
                (scheduled, whenDone) -> {
                    Kind kind = mix.draw(random);
                    Market.Order order = Market.order(kind, random);
                    placer.place(
                            market.authorization(order),
                            order.body(),
                            new Placement(kind, scheduled, whenDone));
                };
        Pace hurry = new Pace.Saturating(plan.inFlight());
        if (plan.isOpenLoop()) {
            long calm = start + (long) (HURRY * (from - start));
            hurry.run(start, calm, placing);
            new Pace.OpenLoop(plan.rate()).run(calm, until, placing);
        } else {
            hurry.run(start, until, placing);
        }
    }

    private void drain(Placer placer, Tally tally) {
        boolean _ =
                Await.within(
                        Duration.ofSeconds(plan.patience()),
                        () -> placer.unanswered() == 0 && tally.onTheirWay() == 0);
    }

    private synchronized void say(Said said) {
        out.println(said.line());
        out.flush();
    }
}
