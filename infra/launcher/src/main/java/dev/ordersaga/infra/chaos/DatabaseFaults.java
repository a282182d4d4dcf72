package dev.ordersaga.infra.chaos;

import java.time.Duration;
import java.util.List;

/** What may happen to the database server, on which all four schemas are. */
final class DatabaseFaults {

    private static final Duration LONGER_THAN_A_CONNECTION_IS_WAITED_FOR = Duration.ofSeconds(5);

    private static final String TABLES =
            """
            LOCK TABLES saga_order.orders WRITE, saga_order.saga WRITE, saga_user.inbox WRITE,
            saga_kitchen.ticket WRITE, saga_payment.payments WRITE""";

    private DatabaseFaults() {}

    static List<Fault> all() {
        return List.of(
                killed().quickly(),
                restarted(),
                connectionsKilled(),
                rowsLocked(),
                tablesLocked(),
                readOnly());
    }

    private static Fault killed() {
        return Fault.of(
                "database-kill",
                "the database server is killed (SIGKILL) and started again",
                stage -> {
                    stage.database().kill();
                    return () -> start(stage);
                });
    }

    private static Fault restarted() {
        return Fault.of(
                "database-restart",
                "the database server is stopped in good order and started again",
                stage -> {
                    stage.database().stop();
                    return () -> start(stage);
                });
    }

    private static void start(Stage stage) {
        stage.database().startAgain();
        stage.awaitDatabase();
    }

    private static Fault connectionsKilled() {
        return Fault.of(
                "database-connections-killed",
                "the database ends every connection of the services, twice",
                stage -> {
                    stage.databaseRoot().killConnections();
                    return stage.databaseRoot()::killConnections;
                });
    }

    private static Fault rowsLocked() {
        return Fault.of(
                "rows-locked",
                "somebody holds the locks of the waiting line, the menu and all accounts",
                stage ->
                        stage.databaseRoot()
                                .hold(
                                        List.of(
                                                "SELECT * FROM saga_kitchen.kitchen FOR UPDATE",
                                                "SELECT * FROM saga_kitchen.menu_item FOR UPDATE",
                                                "SELECT * FROM saga_user.points_account FOR UPDATE")));
    }

    private static Fault tablesLocked() {
        return Fault.of(
                "pools-exhausted",
                "somebody holds whole tables, so that every connection of the pools waits",
                stage -> {
                    Fault.Heal unlock = stage.databaseRoot().hold(List.of(TABLES));
                    Stage.pause(LONGER_THAN_A_CONNECTION_IS_WAITED_FOR);
                    return unlock;
                });
    }

    private static Fault readOnly() {
        return Fault.of(
                "database-read-only",
                "the database takes no changes",
                stage -> {
                    stage.databaseRoot().execute("SET GLOBAL read_only = 1");
                    return () -> stage.databaseRoot().execute("SET GLOBAL read_only = 0");
                });
    }
}
