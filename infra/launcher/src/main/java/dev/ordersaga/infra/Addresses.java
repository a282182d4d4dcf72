package dev.ordersaga.infra;

import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.terminal.Progress;
import java.util.Map;

/** Where things are, for the person at the terminal. */
final class Addresses {

    private Addresses() {}

    static void print(Progress progress, RunDirectory directory, Map<String, String> env) {
        ServerUrl console =
                ServerUrl.parse("MANAGEMENT_URL", env.getOrDefault("MANAGEMENT_URL", ""));
        progress.print("");
        row(progress, "order API", env.getOrDefault("ORDER_URL", ""));
        row(progress, "user API", env.getOrDefault("USER_URL", ""));
        row(progress, "kitchen API", env.getOrDefault("KITCHEN_URL", ""));
        row(progress, "payment API", env.getOrDefault("PAYMENT_URL", ""));
        row(progress, "to try each of them out", "/swagger-ui.html");
        row(
                progress,
                "operator of the services",
                "user %s, password %s"
                        .formatted(
                                env.getOrDefault("OPERATOR_LOGIN", ""),
                                env.getOrDefault("OPERATOR_PASSWORD", "")));
        row(
                progress,
                "RabbitMQ management console",
                "%s  user %s, password %s"
                        .formatted(console.anonymous(), console.user(), console.password()));
        row(
                progress,
                "data platform stub",
                env.getOrDefault("DATA_PLATFORM_URL", "") + "/__admin/requests");
        row(progress, "addresses for other tools", directory.env().toString());
        row(progress, "logs", directory.logs().toString());
        progress.print("");
    }

    private static void row(Progress progress, String what, String where) {
        progress.print("  %-29s%s".formatted(what, where));
    }
}
