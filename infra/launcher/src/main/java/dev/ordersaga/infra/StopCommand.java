package dev.ordersaga.infra;

import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.services.OrderSystem;
import dev.ordersaga.infra.terminal.Progress;
import java.util.List;
import picocli.CommandLine.Command;

/** Stops what {@code run} started. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Stops what run started; the data stays.")
final class StopCommand implements Runnable {

    @Override
    public void run() {
        RunDirectory directory = RunDirectory.standard();
        Progress progress = new Progress(System.out);
        OrderSystem system = new OrderSystem(directory, progress);
        List<String> alive = system.alive();
        if (alive.isEmpty()) {
            progress.print("Nothing is running.");
        } else {
            progress.say("Stopping %s".formatted(String.join(", ", alive)));
        }
        system.stop();
        if (!alive.isEmpty()) {
            progress.say("Stopped; the data stays until infra/run --fresh");
        }
    }
}
