package dev.ordersaga.infra.demo;

import dev.ordersaga.infra.terminal.Paint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Draws a saga: a lane for each service, time running down, an arrow for each message. A drawing is
 * at most {@value #WIDTH} columns wide.
 */
final class Lanes {

    static final int WIDTH = 100;

    private static final List<String> SERVICES = List.of("order", "user", "kitchen", "payment");
    private static final int ORCHESTRATOR = 0;
    private static final int FIRST_LANE = 14;
    private static final int SPACING = 11;
    private static final int TEXT = FIRST_LANE + SPACING * (SERVICES.size() - 1) + 4;

    private final Paint paint;

    Lanes(Paint paint) {
        this.paint = paint;
    }

    /** The lines of the drawing. */
    List<String> draw(List<TimelineEntry> timeline) {
        List<String> lines = new ArrayList<>();
        lines.add(header());
        Optional<Instant> start =
                timeline.stream().flatMap(entry -> entry.at().stream()).findFirst();
        for (TimelineEntry entry : timeline) {
            lines.add(line(entry, start));
        }
        return lines;
    }

    private static String header() {
        StringBuilder line = new StringBuilder();
        for (int lane = 0; lane < SERVICES.size(); lane++) {
            String name = SERVICES.get(lane);
            pad(line, column(lane) - name.length() / 2);
            line.append(name);
        }
        return line.toString();
    }

    private String line(TimelineEntry entry, Optional<Instant> start) {
        int participant = SERVICES.indexOf(entry.participant());
        StringBuilder line = lanes();
        if (participant <= ORCHESTRATOR) {
            line.setCharAt(column(ORCHESTRATOR), '●');
        } else {
            switch (entry.direction()) {
                case SENT -> arrow(line, ORCHESTRATOR, participant, '─');
                case RECEIVED -> arrow(line, participant, ORCHESTRATOR, '─');
                case IGNORED -> arrow(line, participant, ORCHESTRATOR, '╌');
                case LOCAL -> line.setCharAt(column(ORCHESTRATOR), '●');
            }
        }
        String time = time(entry, start);
        line.replace(0, time.length(), time);
        pad(line, TEXT);
        return line + paint.of(entry, shortened(text(entry)));
    }

    private static StringBuilder lanes() {
        StringBuilder line = new StringBuilder();
        for (int lane = 0; lane < SERVICES.size(); lane++) {
            pad(line, column(lane));
            line.append('│');
        }
        return line;
    }

    private static void arrow(StringBuilder line, int from, int to, char stroke) {
        boolean right = from < to;
        int left = column(Math.min(from, to));
        int end = column(Math.max(from, to));
        for (int column = left + 1; column < end; column++) {
            line.setCharAt(column, line.charAt(column) == '│' ? '┼' : stroke);
        }
        line.setCharAt(column(from), right ? '├' : '┤');
        line.setCharAt(right ? end - 1 : left + 1, right ? '▶' : '◀');
    }

    private static String text(TimelineEntry entry) {
        String what =
                switch (entry.direction()) {
                    case SENT -> entry.step();
                    case RECEIVED, LOCAL -> entry.outcome();
                    case IGNORED -> "ignored " + entry.outcome();
                };
        return entry.reason().isEmpty() ? what : what + ": " + entry.reason();
    }

    private static String shortened(String text) {
        int room = WIDTH - TEXT;
        return text.length() <= room ? text : text.substring(0, room - 1) + "…";
    }

    private static String time(TimelineEntry entry, Optional<Instant> start) {
        return entry.at()
                .flatMap(at -> start.map(from -> Duration.between(from, at).toMillis()))
                .map(millis -> String.format(Locale.ROOT, "%7d ms", millis))
                .orElse("");
    }

    private static int column(int lane) {
        return FIRST_LANE + SPACING * lane;
    }

    private static void pad(StringBuilder line, int width) {
        line.append(" ".repeat(Math.max(0, width - line.length())));
    }
}
