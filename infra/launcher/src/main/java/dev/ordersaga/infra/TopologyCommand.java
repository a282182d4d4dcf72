package dev.ordersaga.infra;

import dev.ordersaga.infra.run.EnvFile;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.servers.BrokerAdmin;
import dev.ordersaga.infra.servers.Definitions;
import dev.ordersaga.infra.terminal.Failure;
import dev.ordersaga.infra.terminal.Progress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Brings back what was deleted at the broker: the services may not. */
@Command(
        name = "topology",
        mixinStandardHelpOptions = true,
        description = "Declares exchanges, queues and bindings that are missing at the broker.")
final class TopologyCommand implements Callable<Integer> {

    @Option(
            names = "--env",
            paramLabel = "FILE",
            description = "Where the addresses are, instead of .run/env.")
    private Path env = RunDirectory.standard().env();

    @Option(
            names = "--print",
            description = "Print the definitions for another broker, and do nothing.")
    private boolean print;

    private final Progress progress = new Progress(System.out);

    @Override
    public Integer call() {
        if (print) {
            progress.print(
                    JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(Definitions.whole()));
        } else {
            declare(EnvFile.read(env).orElseThrow(this::notRunning));
        }
        return 0;
    }

    private void declare(Map<String, String> addresses) {
        ServerUrl management = address("MANAGEMENT_URL", addresses);
        new BrokerAdmin(management).declareTopology(address("AMQP_URL", addresses).path());
        progress.print("Exchanges, queues and bindings are there.");
    }

    private static ServerUrl address(String name, Map<String, String> addresses) {
        return ServerUrl.parse(name, addresses.getOrDefault(name, ""));
    }

    private Failure notRunning() {
        return Failure.impossible(
                "There is no %s; infra/run --detach starts the system and writes it."
                        .formatted(env));
    }
}
