package dev.ordersaga.infra;

import dev.ordersaga.infra.identity.Session;
import dev.ordersaga.infra.identity.Sessions;
import dev.ordersaga.infra.run.EnvFile;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.terminal.Failure;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Signs in to the running system. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Signs in, and prints the access token.")
final class TokenCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "USER",
            description = "The id of a demonstration customer; the operator if there is none.")
    private long userId;

    @Override
    public Integer call() {
        Map<String, String> env =
                EnvFile.read(RunDirectory.standard().env()).orElseThrow(TokenCommand::notRunning);
        Sessions sessions = new Sessions(env);
        Session session = userId == 0 ? sessions.operator() : sessions.customer(userId);
        System.out.println(session.token());
        return 0;
    }

    private static Failure notRunning() {
        return Failure.impossible("The system is not running; infra/run --detach starts it.");
    }
}
