package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.infra.benchmark.load.LoadProcess;
import dev.ordersaga.infra.benchmark.load.Market;
import dev.ordersaga.infra.benchmark.load.Plan;
import dev.ordersaga.messaging.testing.CuttableProxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The benchmark's load cannot be told any more how its orders end. */
class DeafLoadIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final int FOR_EVER = 1_000_000;

    @Test
    void endsAtOnceAndSaysWhy() throws Exception {
        new Market(SYSTEM.env()).open();
        try (CuttableProxy wire =
                new CuttableProxy(SYSTEM.servers().brokerUri(SYSTEM.virtualHost()))) {
            Process load = load(wire);
            try (BufferedReader said = load.inputReader(StandardCharsets.UTF_8)) {
                assertThat(said.readLine()).as("it has begun").isNotNull();
                wire.cut();
                assertThat(load.waitFor(2, TimeUnit.MINUTES)).as("it has ended").isTrue();
                assertThat(load.errorReader(StandardCharsets.UTF_8).lines())
                        .contains("The broker has closed the load's connection.");
                assertThat(load.exitValue()).isEqualTo(1);
            } finally {
                load.destroyForcibly();
            }
        }
        new Quiet(SYSTEM).await();
    }

    private static Process load(CuttableProxy wire) throws IOException {
        Map<String, String> env = new HashMap<>(SYSTEM.env());
        String account =
                SYSTEM.servers().brokerUser() + ":" + SYSTEM.servers().brokerPassword() + "@";
        env.put("AMQP_URL", wire.uri().replace("//", "//" + account));
        Plan plan = new Plan(env, 1, 1, 0, FOR_EVER, FOR_EVER, "approved=1", 1);
        Process load =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        LoadProcess.class.getName()))
                        .start();
        load.getOutputStream().write((plan.line() + "\n").getBytes(StandardCharsets.UTF_8));
        load.getOutputStream().flush();
        return load;
    }
}
