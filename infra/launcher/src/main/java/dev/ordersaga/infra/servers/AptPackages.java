package dev.ordersaga.infra.servers;

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
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Installs servers on Debian and Ubuntu, and sees to it that installing starts none of them. */
final class AptPackages {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Set<String> SERVICE_ACCOUNTS = Set.of("rabbitmq", "mysql", "epmd");
    private static final String LOG = "apt-get";

    private final RunDirectory directory;
    private final Processes processes;

    AptPackages(RunDirectory directory, Processes processes) {
        this.directory = directory;
        this.processes = processes;
    }

    static boolean canInstall() {
        return Shell.isRoot()
                && Files.exists(Path.of("/etc/debian_version"))
                && Shell.find("apt-get").isPresent();
    }

    void install(List<String> packages) {
        Set<Long> before = systemServers();
        boolean mapperIsNew = Shell.find("epmd").isEmpty();
        try (StartPolicy _ = StartPolicy.denyStarts()) {
            aptGet(List.of("update"));
            List<String> install = new ArrayList<>(List.of("install", "-y"));
            install.add("--no-install-recommends");
            install.addAll(packages);
            aptGet(install);
        }
        disable(packages, mapperIsNew);
        systemServers().stream()
                .filter(pid -> !before.contains(pid))
                .forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
    }

    private void aptGet(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("apt-get", "-q"));
        command.addAll(arguments);
        Map<String, String> environment = Map.of("DEBIAN_FRONTEND", "noninteractive");
        if (!Shell.run(command, environment, directory.log(LOG), PATIENCE)) {
            throw Failure.failed(
                    "%s did not succeed.%n%s"
                            .formatted(String.join(" ", command), processes.logTail(LOG)));
        }
    }

    /** What was not there before shall not start with the machine either. */
    private static void disable(List<String> packages, boolean mapperIsNew) {
        if (!Files.isDirectory(Path.of("/run/systemd/system"))) {
            return;
        }
        List<String> units = new ArrayList<>();
        for (String name : packages) {
            units.add(name.replace("mariadb-server", "mariadb"));
        }
        if (mapperIsNew) {
            units.addAll(List.of("epmd.socket", "epmd.service"));
        }
        units.forEach(unit -> Shell.output(List.of("systemctl", "disable", "--now", unit)));
    }

    /** The processes of the accounts under which packages run their servers. */
    private static Set<Long> systemServers() {
        return ProcessHandle.allProcesses()
                .filter(
                        process ->
                                process.info()
                                        .user()
                                        .filter(SERVICE_ACCOUNTS::contains)
                                        .isPresent())
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    /** Debian's switch that keeps packages from starting what they install; put back at the end. */
    private static final class StartPolicy implements AutoCloseable {

        private static final Path SWITCH = Path.of("/usr/sbin/policy-rc.d");
        private static final Path ASIDE = Path.of("/usr/sbin/policy-rc.d.order-saga");

        private final Thread whenInterrupted = new Thread(this::putBack);

        static StartPolicy denyStarts() {
            StartPolicy policy = new StartPolicy();
            Runtime.getRuntime().addShutdownHook(policy.whenInterrupted);
            policy.deny();
            return policy;
        }

        private void deny() {
            try {
                if (Files.exists(SWITCH) && !Files.exists(ASIDE)) {
                    Files.move(SWITCH, ASIDE);
                }
                Files.writeString(SWITCH, "#!/bin/sh\nexit 101\n");
                SWITCH.toFile().setExecutable(true, false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void putBack() {
            try {
                Files.deleteIfExists(SWITCH);
                if (Files.exists(ASIDE)) {
                    Files.move(ASIDE, SWITCH);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            putBack();
            Runtime.getRuntime().removeShutdownHook(whenInterrupted);
        }
    }
}
