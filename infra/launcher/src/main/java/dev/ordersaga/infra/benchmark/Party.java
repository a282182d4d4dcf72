package dev.ordersaga.infra.benchmark;

import dev.ordersaga.infra.run.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of those who share the machine: processes that are counted together.
 *
 * @param name for people
 */
record Party(String name, List<ProcessHandle> processes) {

    private static final String RESIDENT = "VmRSS:";

    Party {
        processes = List.copyOf(processes);
    }

    /** With what it has started itself by now. */
    static Party of(String name, ProcessHandle root) {
        return new Party(name, Stream.concat(Stream.of(root), root.descendants()).toList());
    }

    /** What it has computed since it was started, in milliseconds. */
    double cpuMillis() {
        return processes.stream()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(Duration::toMillis)
                .sum();
    }

    /** Zero where the system does not tell. */
    long residentBytes() {
        return processes.stream().mapToLong(process -> resident(process.pid())).sum();
    }

    private static long resident(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .map(kibibytes -> kibibytes * 1024)
                    .sum();
        } catch (IOException e) {
            return residentAsPsTells(pid);
        }
    }

    private static long residentAsPsTells(long pid) {
        return Shell.output(List.of("ps", "-o", "rss=", "-p", Long.toString(pid)))
                .map(String::strip)
                .filter(text -> text.matches("\\d+"))
                .map(text -> Long.parseLong(text) * 1024)
                .orElse(0L);
    }
}
