package dev.ordersaga.infra;

import dev.ordersaga.infra.benchmark.BenchmarkCommand;
import dev.ordersaga.infra.chaos.ChaosCommand;
import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.terminal.Failure;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * The entry point behind the scripts in {@code infra}.
 *
 * <p>Exit codes: 0 done, 1 failed, 2 asked for wrongly or impossible here.
 */
@Command(
        name = "launcher",
        mixinStandardHelpOptions = true,
        description = "Runs the order system on this machine.",
        subcommands = {
            RunCommand.class,
            StopCommand.class,
            DemoCommand.class,
            AuditCommand.class,
            BenchmarkCommand.class,
            ChaosCommand.class,
            DeadLettersCommand.class,
            TokenCommand.class,
            ServersCommand.class,
            TopologyCommand.class
        })
public final class Launcher implements Runnable {

    private Launcher() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Launcher())
                .setParameterExceptionHandler(Launcher::refuse)
                .setExecutionExceptionHandler(Launcher::fail);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    private static int refuse(ParameterException problem, String[] args) {
        PrintWriter err = problem.getCommandLine().getErr();
        err.println(problem.getMessage() + " (--help tells what there is.)");
        return 2;
    }

    private static int fail(
            Exception problem, CommandLine command, CommandLine.ParseResult arguments)
            throws Exception {
        if (problem instanceof Failure failure) {
            command.getErr().println(failure.getMessage());
            return failure.exitCode();
        }
        if (problem instanceof Http.Unreachable) {
            command.getErr().println(problem.getMessage() + ".");
            return 1;
        }
        throw problem;
    }
}
