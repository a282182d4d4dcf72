package dev.ordersaga.infra.terminal;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Lines that tell what happens, as it happens. */
public final class Progress {

    private final PrintStream out;
    private final Instant started = Instant.now();

    public Progress(PrintStream out) {
        this.out = out;
    }

    public void say(String sentence) {
        double seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
        out.println(String.format(Locale.ROOT, "%6.1f s  %s", seconds, sentence));
    }

    /** A line without the time, for tables and the like. */
    public void print(String line) {
        out.println(line);
    }
}
