package dev.ordersaga.infra.benchmark.floor;

import dev.ordersaga.infra.run.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Plays one service as a {@link FloorPlan} says, which it reads from its standard input, until that
 * ends. That of {@code order} prints at last how many orders ended per second.
 */
public final class FloorProcess {

    private final LongAdder done = new LongAdder();

    private FloorProcess() {}

    public static void main(String[] args) throws Exception {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        FloorPlan plan = FloorPlan.read(in.readLine());
        new FloorProcess().play(plan);
        while (in.readLine() != null) {
            // Nothing more is to be said.
        }
        System.exit(0);
    }

    private void play(FloorPlan plan)
            throws SQLException, IOException, TimeoutException, InterruptedException {
        if (plan.service() != Service.ORDER) {
            go(new FloorWorker(plan, false, _ -> {}));
            return;
        }
        FloorWorker beginning = new FloorWorker(plan, true, _ -> {});
        go(beginning);
        go(
                new FloorWorker(
                        plan,
                        false,
                        _ -> {
                            done.increment();
                            beginning.begin();
                        }));
        for (int order = 0; order < FloorPlan.IN_FLIGHT; order++) {
            beginning.begin();
        }
        TimeUnit.SECONDS.sleep(plan.warmup());
        System.out.printf(Locale.ROOT, "%.1f%n", perSecond(plan.duration()));
    }

    private double perSecond(int seconds) throws InterruptedException {
        long before = done.sum();
        long start = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        return (done.sum() - before) * 1e9 / (System.nanoTime() - start);
    }

    private static void go(FloorWorker worker) {
        Thread.ofPlatform()
                .start(
                        () -> {
                            try {
                                worker.work();
                            } catch (SQLException | IOException | InterruptedException e) {
                                e.printStackTrace();
                                Runtime.getRuntime().halt(1);
                            }
                        });
    }
}
