package dev.ordersaga.infra.servers;

import dev.ordersaga.infra.run.Ports;
import dev.ordersaga.infra.run.Processes;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.run.Shell;
import dev.ordersaga.infra.terminal.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A MariaDB or MySQL of our own, beside whatever else runs on the machine: own data, port and
 * socket; on the loopback interface only; none of the machine's option files is read.
 */
public final class PrivateDatabase {

    static final String PROCESS = "database";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RunDirectory directory;
    private final Ports ports;
    private final Processes processes;

    PrivateDatabase(RunDirectory directory, Ports ports, Processes processes) {
        this.directory = directory;
        this.ports = ports;
        this.processes = processes;
    }

    static boolean isInstalled() {
        return program().isPresent();
    }

    /** {@code mariadb} or {@code mysql}: whichever is installed. */
    static String flavour() {
        return program()
                .flatMap(program -> Shell.output(List.of(program.toString(), "--version")))
                .filter(version -> version.toLowerCase(Locale.ROOT).contains("mariadb"))
                .map(_ -> "mariadb")
                .orElse("mysql");
    }

    /**
     * Starts it; it answers some seconds later.
     *
     * @param user may administer it from this machine with this password; root may not without it
     */
    void start(String user, String password) {
        String flavour = flavour();
        Path data = directory.data().resolve(flavour);
        if (!Files.exists(data)) {
            initialize(flavour, data);
        }
        Path accounts = directory.data().resolve("accounts.sql");
        RunDirectory.writePrivately(accounts, accounts(user, password));
        startAgain();
    }

    /** Starts it as it was, after it has ended; it answers some seconds later. */
    public void startAgain() {
        Path accounts = directory.data().resolve("accounts.sql");
        String flavour = flavour();
        Path data = directory.data().resolve(flavour);
        List<String> command = new ArrayList<>();
        command.add(program().orElseThrow().toString());
        command.add("--no-defaults");
        command.add("--datadir=" + data);
        // Relative to the data: a socket's whole path may not exceed some hundred characters.
        command.add("--socket=database.sock");
        command.add("--pid-file=database.pid");
        command.add("--tmpdir=" + directory.temporary());
        command.add("--init-file=" + accounts);
        command.add("--bind-address=127.0.0.1");
        command.add("--port=" + ports.database());
        command.add("--skip-name-resolve");
        command.add("--transaction-isolation=READ-COMMITTED");
        command.add("--character-set-server=utf8mb4");
        command.add("--max-connections=500");
        command.add("--innodb-buffer-pool-size=512M");
        // Each server knows one of them: a log that is full makes it write pages all the time.
        command.add("--loose-innodb-log-file-size=512M");
        command.add("--loose-innodb-redo-log-capacity=512M");
        if (flavour.equals("mysql")) {
            command.add("--mysqlx=OFF");
        } else {
            // MariaDB's pool runs twice as many tasks as there are processors. Tasks that purge
            // may wait for pages that are being written, and what ends a write is a task, too:
            // where those that purge fill the pool, the database stops for seconds.
            command.add("--innodb-purge-threads=1");
        }
        command.addAll(asThisUser());
        processes.start(PROCESS, command, Map.of(), directory.data());
    }

    /** Ends it at once (SIGKILL). */
    public void kill() {
        processes.kill(PROCESS);
    }

    /** Asks it to end, and returns when it has ended. */
    public void stop() {
        processes.stop(List.of(PROCESS));
    }

    /**
     * In a directory of its own first, so that an interrupted attempt is not taken for a database.
     */
    private void initialize(String flavour, Path data) {
        Path fresh = data.resolveSibling(flavour + ".new");
        RunDirectory.delete(fresh);
        List<String> command = new ArrayList<>();
        if (flavour.equals("mariadb")) {
            command.add(
                    Shell.find("mariadb-install-db", "mysql_install_db").orElseThrow().toString());
            command.add("--no-defaults");
            command.add("--auth-root-authentication-method=normal");
            command.add("--skip-test-db");
        } else {
            command.add(program().orElseThrow().toString());
            command.add("--no-defaults");
            command.add("--initialize-insecure");
        }
        command.add("--datadir=" + fresh);
        command.addAll(asThisUser());
        Path log = directory.log(PROCESS);
        if (!Shell.run(
                command, Map.of("TMPDIR", directory.temporary().toString()), log, PATIENCE)) {
            throw Failure.failed(
                    "The database's files could not be created.%n%s"
                            .formatted(processes.logTail(PROCESS)));
        }
        try {
            Files.move(fresh, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs at each start, before anybody can connect. */
    private static String accounts(String user, String password) {
        return """
               CREATE USER IF NOT EXISTS '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
               ALTER USER '%1$s'@'127.0.0.1' IDENTIFIED BY '%2$s';
               GRANT ALL PRIVILEGES ON *.* TO '%1$s'@'127.0.0.1' WITH GRANT OPTION;
               ALTER USER 'root'@'localhost' IDENTIFIED BY '%2$s';
               """
                .formatted(user, password);
    }

    /** The server refuses to run as root unless told so. */
    private static List<String> asThisUser() {
        return Shell.isRoot() ? List.of("--user=root") : List.of();
    }

    private static Optional<Path> program() {
        return Shell.find("mariadbd", "mysqld");
    }
}
