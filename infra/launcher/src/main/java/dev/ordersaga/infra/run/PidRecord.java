package dev.ordersaga.infra.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which process was started, so that it, and never another one that got its number later, is ended.
 *
 * @param started as the operating system tells it
 */
record PidRecord(long pid, Instant started) {

    /** Systems tell the start of one process slightly differently from time to time. */
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    static PidRecord of(ProcessHandle process) {
        return new PidRecord(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** Reads what {@link #format()} wrote; empty if it is something else. */
    static Optional<PidRecord> parse(String text) {
        String[] parts = text.strip().split(" ", -1);
        try {
            return parts.length == 2
                    ? Optional.of(
                            new PidRecord(
                                    Long.parseLong(parts[0]),
                                    Instant.ofEpochMilli(Long.parseLong(parts[1]))))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    String format() {
        return pid + " " + started.toEpochMilli() + "\n";
    }

    /** The recorded process, if it still lives. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(this::isTheSame).filter(process -> !isZombie());
    }

    private boolean isTheSame(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .startInstant()
                        .map(start -> Duration.between(started, start).abs())
                        .filter(difference -> difference.compareTo(TOLERANCE) <= 0)
                        .isPresent();
    }

    /** It has ended, but its parent does not ask how: some containers' first process never does. */
    private boolean isZombie() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }
}
