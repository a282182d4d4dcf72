package dev.ordersaga.infra;

import dev.ordersaga.infra.demo.Demo;
import dev.ordersaga.infra.identity.Sessions;
import dev.ordersaga.infra.run.EnvFile;
import dev.ordersaga.infra.run.Http;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.terminal.Failure;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Places one order per outcome on the running system. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Places one order per outcome and draws each one's saga.")
final class DemoCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Map<String, String> env =
                EnvFile.read(RunDirectory.standard().env()).orElseThrow(DemoCommand::notRunning);
        try {
            return new Demo(env, new Sessions(env), System.out).run() ? 0 : 1;
        } catch (Http.Unreachable e) {
            throw isUp(env) ? Failure.failed(e.getMessage() + ".") : notRunning();
        }
    }

    private static boolean isUp(Map<String, String> env) {
        try {
            Http.to(env.getOrDefault("ORDER_URL", "")).get("/actuator/health");
            return true;
        } catch (Http.Unreachable e) {
            return false;
        }
    }

    private static Failure notRunning() {
        return Failure.impossible("The system is not running; infra/run --detach starts it.");
    }
}
