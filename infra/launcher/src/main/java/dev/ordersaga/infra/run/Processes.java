package dev.ordersaga.infra.run;

import dev.ordersaga.infra.terminal.Failure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The processes of one run: they outlive the launcher, and are found again by their records. */
public final class Processes {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int LOG_TAIL = 25;
    private static final String STACK_FRAME = "\tat ";

    /**
     * Deaf to Ctrl-C and hang-up; and batch work, where there is Linux's chrt: what wakes up then
     * does not push aside what is at work, so that it does more at a time, and less often.
     */
    private static final String SHIELD =
            "trap '' INT HUP; chrt --batch --pid 0 $$ >/dev/null 2>&1; exec \"$@\"";

    private final RunDirectory directory;
    private boolean closed;

    public Processes(RunDirectory directory) {
        this.directory = directory;
    }

    /**
     * Starts a program in the background, deaf to the terminal's Ctrl-C and hang-up. Its output
     * goes to its log.
     *
     * @param environment is added to the launcher's own; an empty value takes a variable away
     */
    public synchronized void start(
            String name, List<String> command, Map<String, String> environment, Path workingPlace) {
        if (closed) {
            throw Failure.failed("%s is not started any more.".formatted(name));
        }
        List<String> shielded = new ArrayList<>(List.of("sh", "-c", SHIELD, name));
        shielded.addAll(command);
        File log = directory.log(name).toFile();
        ProcessBuilder builder =
                new ProcessBuilder(shielded)
                        .directory(workingPlace.toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        environment.forEach((key, value) -> set(builder.environment(), key, value));
        try {
            ProcessHandle process = builder.start().toHandle();
            Files.writeString(record(name), PidRecord.of(process).format());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void set(Map<String, String> environment, String key, String value) {
        if (value.isEmpty()) {
            environment.remove(key);
        } else {
            environment.put(key, value);
        }
    }

    /** Nothing more is started: a start that is under way elsewhere fails at its next process. */
    public synchronized void close() {
        closed = true;
    }

    public boolean isAlive(String name) {
        return find(name).isPresent();
    }

    /** The names of those that live. */
    public List<String> alive() {
        return recorded().stream().filter(this::isAlive).toList();
    }

    /** Whether it was started and not stopped since, whatever became of it. */
    public boolean isRecorded(String name) {
        return Files.exists(record(name));
    }

    /**
     * Fails, with the end of its log, if it has ended.
     *
     * @return true, so that it fits into a condition
     */
    public boolean requireAlive(String name) {
        if (!isAlive(name)) {
            throw Failure.failed("%s has ended unexpectedly.%n%s".formatted(name, logTail(name)));
        }
        return true;
    }

    /** The last lines of its log, without stack frames, with the log's name. */
    public String logTail(String name) {
        Path log = directory.log(name);
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.filter(line -> !line.startsWith(STACK_FRAME)).toList();
            List<String> tail = all.subList(Math.max(0, all.size() - LOG_TAIL), all.size());
            return "The end of %s:%n  %s"
                    .formatted(log, String.join(System.lineSeparator() + "  ", tail));
        } catch (IOException | UncheckedIOException e) {
            return "Its log %s cannot be read.".formatted(log);
        }
    }

    /** Asks them to end, all at once, and ends those by force that take too long. */
    public void stop(Collection<String> names) {
        names.forEach(name -> find(name).ifPresent(ProcessHandle::destroy));
        if (!Await.within(PATIENCE, () -> haveEnded(names))) {
            names.forEach(name -> find(name).ifPresent(ProcessHandle::destroyForcibly));
            Await.until("the end of " + String.join(", ", names), PATIENCE, () -> haveEnded(names));
        }
    }

    /** Ends it at once (SIGKILL), and returns when it has ended. */
    public void kill(String name) {
        find(name).ifPresent(ProcessHandle::destroyForcibly);
        Await.until("the end of " + name, PATIENCE, () -> !isAlive(name));
    }

    /** Stops it where it is (SIGSTOP), until it is thawed. */
    public void freeze(String name) {
        signal("STOP", name);
    }

    /** Lets it go on (SIGCONT). */
    public void thaw(String name) {
        signal("CONT", name);
    }

    /** Whether it is stopped where it is. */
    public boolean isFrozen(String name) {
        return find(name)
                .map(process -> List.of("ps", "-o", "stat=", "-p", Long.toString(process.pid())))
                .flatMap(Shell::output)
                .filter(state -> state.strip().startsWith("T"))
                .isPresent();
    }

    private void signal(String signal, String name) {
        boolean sent =
                find(name)
                        .map(process -> List.of("kill", "-" + signal, Long.toString(process.pid())))
                        .flatMap(Shell::output)
                        .isPresent();
        if (!sent) {
            throw Failure.failed("%s does not live.".formatted(name));
        }
    }

    /** Forgets those that have ended. */
    private boolean haveEnded(Collection<String> names) {
        List<String> ended = names.stream().filter(name -> !isAlive(name)).toList();
        ended.forEach(this::forget);
        return ended.size() == names.size();
    }

    private void forget(String name) {
        try {
            Files.deleteIfExists(record(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process itself, to be looked at; empty if it does not live. */
    public Optional<ProcessHandle> find(String name) {
        try {
            return PidRecord.parse(Files.readString(record(name))).flatMap(PidRecord::process);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private List<String> recorded() {
        if (!Files.isDirectory(directory.pids())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory.pids())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path record(String name) {
        return directory.pids().resolve(name);
    }
}
