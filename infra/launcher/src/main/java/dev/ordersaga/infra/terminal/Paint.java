package dev.ordersaga.infra.terminal;

import dev.ordersaga.infra.demo.TimelineEntry;
import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Colours, where there is a terminal to show them. */
public enum Paint {
    COLOURED("\033[32m", "\033[31m", "\033[1m", "\033[0m"),
    PLAIN("", "", "", "");

    private final String green;
    private final String red;
    private final String bold;
    private final String end;

    Paint(String green, String red, String bold, String end) {
        this.green = green;
        this.red = red;
        this.bold = bold;
        this.end = end;
    }

    public static Paint forTerminal() {
        @Nullable Console console = System.console();
        boolean plain =
                console == null || !console.isTerminal() || System.getenv("NO_COLOR") != null;
        return plain ? PLAIN : COLOURED;
    }

    public String title(String text) {
        return bold + text + end;
    }

    public String good(String text) {
        return green + text + end;
    }

    public String bad(String text) {
        return red + text + end;
    }

    /** Refusals stand out. */
    public String of(TimelineEntry entry, String text) {
        return entry.reason().isEmpty() ? text : bad(text);
    }
}
