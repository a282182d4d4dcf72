package dev.ordersaga.infra;

import dev.ordersaga.infra.demo.Demo;
import dev.ordersaga.infra.demo.DemoData;
import dev.ordersaga.infra.identity.Sessions;
import dev.ordersaga.infra.run.Await;
import dev.ordersaga.infra.run.EnvFile;
import dev.ordersaga.infra.run.Ports;
import dev.ordersaga.infra.run.RunDirectory;
import dev.ordersaga.infra.services.OrderSystem;
import dev.ordersaga.infra.services.Watch;
import dev.ordersaga.infra.terminal.Failure;
import dev.ordersaga.infra.terminal.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Brings everything up, shows it, and stays until Ctrl-C. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Brings the whole system up, and stays until Ctrl-C, which stops it.")
final class RunCommand implements Callable<Integer> {

    private static final int EXIT_INTERRUPTED = 130;
    private static final Duration A_WORKING_LIFE = Duration.ofDays(3650);

    @Option(names = "--detach", description = "Return when it is healthy; infra/stop stops it.")
    private boolean detach;

    @Option(names = "--fresh", description = "Drop the data of earlier runs.")
    private boolean fresh;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "First port of the block that is used.")
    private int portBase = Ports.DEFAULT_BASE;

    private final RunDirectory directory = RunDirectory.standard();
    private final Progress progress = new Progress(System.out);
    private final OrderSystem system = new OrderSystem(directory, progress);

    /** Whether what runs is to be stopped when this process ends. */
    private final AtomicBoolean ours = new AtomicBoolean();

    private volatile boolean interrupted;

    @Override
    public Integer call() {
        Ports ports = new Ports(portBase);
        directory.create();
        try (FileChannel channel = lockFile();
                FileLock lock = requireAlone(channel)) {
            if (system.isUp()) {
                return sayThatItIsUp();
            }
            sweep();
            Thread whenInterrupted = new Thread(this::stop);
            Runtime.getRuntime().addShutdownHook(whenInterrupted);
            ours.set(true);
            return startAndStay(ports, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int startAndStay(Ports ports, FileLock lock) throws IOException {
        try {
            int outcome = start(ports);
            lock.release();
            if (detach) {
                ours.set(false);
            } else {
                stay();
            }
            return outcome;
        } catch (RuntimeException e) {
            if (interrupted) {
                return EXIT_INTERRUPTED;
            }
            throw e;
        }
    }

    private int start(Ports ports) {
        system.start(ports, fresh);
        Map<String, String> env = EnvFile.read(directory.env()).orElseThrow();
        Sessions sessions = new Sessions(env);
        new DemoData(env, sessions).load();
        progress.say("Demonstration data is loaded; placing one order per outcome");
        boolean asExpected = new Demo(env, sessions, System.out).run();
        Addresses.print(progress, directory, env);
        return asExpected ? 0 : 1;
    }

    private int sayThatItIsUp() {
        if (fresh) {
            throw Failure.failed(
                    "The system is running; infra/stop stops it, then --fresh can drop its data.");
        }
        progress.print("The system is already running; infra/stop stops it.");
        EnvFile.read(directory.env()).ifPresent(env -> Addresses.print(progress, directory, env));
        return 0;
    }

    /** An earlier run that was killed, or lost a service, may have left something. */
    private void sweep() {
        List<String> remains = system.alive();
        if (!remains.isEmpty()) {
            progress.say(
                    "Stopping what an earlier run left: %s".formatted(String.join(", ", remains)));
        }
        system.stop();
    }

    private void stay() {
        progress.print("Ctrl-C stops everything.");
        Watch watch = new Watch(system, progress);
        Await.within(
                A_WORKING_LIFE,
                () -> {
                    if (ours.get()) {
                        watch.look();
                    }
                    return system.alive().isEmpty();
                });
        if (ours.getAndSet(false)) {
            progress.say("Everything has been stopped from elsewhere");
        }
    }

    /** Runs when this process ends, be it by Ctrl-C in the middle of the start. */
    private void stop() {
        interrupted = true;
        system.interrupt();
        if (ours.getAndSet(false) && !system.alive().isEmpty()) {
            progress.say("Stopping everything");
            system.stop();
            progress.say("Stopped; the data stays until infra/run --fresh");
        }
    }

    private FileChannel lockFile() throws IOException {
        return FileChannel.open(
                directory.root().resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
    }

    private static FileLock requireAlone(FileChannel channel) throws IOException {
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            throw Failure.failed("Another infra/run is just starting the system here.");
        }
        return lock;
    }
}
