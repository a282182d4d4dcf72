package dev.ordersaga.infra;

import dev.ordersaga.infra.run.EnvFile;
import dev.ordersaga.infra.run.Ports;
import dev.ordersaga.infra.run.Processes;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.servers.Servers;
import dev.ordersaga.infra.terminal.Progress;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Broker and database alone, for tests. */
@Command(
        name = "servers",
        mixinStandardHelpOptions = true,
        description = "Starts or stops broker and database alone, for tests.",
        subcommands = {ServersCommand.Start.class, ServersCommand.Stop.class})
final class ServersCommand implements Runnable {

    /** Far from where a run of the system looks for its ports. */
    private static final int FIRST_BASE = 28_080;

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    /** Leaves the addresses in the run directory's {@code env}, unless tests use Testcontainers. */
    @Command(
            name = "start",
            mixinStandardHelpOptions = true,
            description = "Starts them and writes their addresses to the run directory's env.")
    static final class Start implements Runnable {

        @Option(names = "--run-directory", required = true)
        private Path root = Path.of("");

        @Override
        public void run() {
            RunDirectory directory = new RunDirectory(root.toAbsolutePath().normalize());
            Progress progress = new Progress(System.out);
            Processes processes = new Processes(directory);
            Servers servers = new Servers(directory, processes, progress);
            servers.stop();
            servers.clear();
            if (servers.wouldUseDocker()) {
                progress.say("Docker answers: the tests take their servers from Testcontainers");
                EnvFile.write(directory.env(), Map.of());
                return;
            }
            EnvFile.write(directory.env(), started(servers).addresses().variables());
        }

        private static Servers.Running started(Servers servers) {
            try {
                return servers.start(Ports.firstFree(FIRST_BASE));
            } catch (RuntimeException e) {
                servers.stop();
                throw e;
            }
        }
    }

    /** Drops the data, too. */
    @Command(
            name = "stop",
            mixinStandardHelpOptions = true,
            description = "Stops what start started, and drops its data.")
    static final class Stop implements Runnable {

        @Option(names = "--run-directory", required = true)
        private Path root = Path.of("");

        @Override
        public void run() {
            RunDirectory directory = new RunDirectory(root.toAbsolutePath().normalize());
            new Servers(directory, new Processes(directory), new Progress(System.out)).stop();
            RunDirectory.delete(directory.data());
        }
    }
}
