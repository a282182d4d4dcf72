package dev.ordersaga.infra.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Plots as SVG, drawn with nothing but text. */
final class Chart {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 260;
    private static final int LEFT = 64;
    private static final int RIGHT = 16;
    private static final int TOP = 12;
    private static final int BOTTOM = 40;
    private static final int TICKS = 5;
    private static final int BAR_HEIGHT = 26;
    private static final int BAR_LEFT = 150;
    private static final int BAR_RIGHT = 80;

    /** Told apart by people who see colours differently (Okabe and Ito). */
    private static final List<String> COLOURS =
            List.of(
                    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7a7a7a",
                    "#b8a800");

    private Chart() {}

    /** Values that belong together, one for each second from the first on. */
    record Line(String name, List<Double> values) {

        Line {
            values = List.copyOf(values);
        }
    }

    /** A value with a name. */
    record Bar(String name, double value) {}

    /** Lines over the seconds of a run. */
    static String lines(String unit, List<Line> lines) {
        double top =
                niceAbove(
                        lines.stream()
                                .flatMap(line -> line.values().stream())
                                .mapToDouble(Double::doubleValue)
                                .max()
                                .orElse(0));
        int seconds = lines.stream().mapToInt(line -> line.values().size()).max().orElse(1);
        StringBuilder svg = new StringBuilder(open(HEIGHT));
        svg.append(yAxis(top));
        svg.append(text(LEFT + 6, TOP + 14, "start", unit));
        int step = Math.max(1, (int) niceAbove(seconds / 10.0));
        for (int second = 0; second <= seconds; second += step) {
            svg.append(text(x(second, seconds), HEIGHT - BOTTOM + 18, "middle", second + " s"));
        }
        for (int index = 0; index < lines.size(); index++) {
            svg.append(line(lines.get(index).values(), seconds, top, colour(index)));
        }
        return svg.append("</svg>").append(legend(lines)).toString();
    }

    private static String line(List<Double> values, int seconds, double top, String colour) {
        String points =
                IntStream.range(0, values.size())
                        .mapToObj(
                                index ->
                                        "%s,%s"
                                                .formatted(
                                                        number(x(index + 1.0, seconds)),
                                                        number(y(values.get(index), top))))
                        .collect(Collectors.joining(" "));
        return "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\" points=\"%s\"/>"
                .formatted(colour, points);
    }

    /** Upright bars side by side, the first and last and some between with their names. */
    static String histogram(String unit, List<Bar> bars) {
        double top = niceAbove(bars.stream().mapToDouble(Bar::value).max().orElse(0));
        StringBuilder svg = new StringBuilder(open(HEIGHT));
        svg.append(yAxis(top));
        svg.append(text(WIDTH - RIGHT, HEIGHT - 4, "end", unit));
        int named = Math.max(1, Math.ceilDiv(bars.size(), 12));
        for (int index = 0; index < bars.size(); index++) {
            Bar bar = bars.get(index);
            double from = x(index, bars.size());
            double width = x(index + 1.0, bars.size()) - from;
            svg.append(
                    rectangle(
                            from + 1,
                            y(bar.value(), top),
                            Math.max(1, width - 2),
                            y(0, top) - y(bar.value(), top),
                            colour(0),
                            bar));
            if (index % named == 0) {
                svg.append(text(from, HEIGHT - BOTTOM + 18, "middle", bar.name()));
            }
        }
        return svg.append("</svg>").toString();
    }

    /** Lying bars below each other, each with its name and value. */
    static String bars(List<Bar> bars) {
        double longest = Math.max(1e-9, bars.stream().mapToDouble(Bar::value).max().orElse(0));
        StringBuilder svg = new StringBuilder(open(bars.size() * BAR_HEIGHT + TOP));
        for (int index = 0; index < bars.size(); index++) {
            Bar bar = bars.get(index);
            double at = index * BAR_HEIGHT + TOP / 2.0;
            double width = bar.value() / longest * (WIDTH - BAR_LEFT - BAR_RIGHT);
            double base = at + BAR_HEIGHT * 0.65;
            svg.append(text(BAR_LEFT - 8, base, "end", bar.name()));
            svg.append(rectangle(BAR_LEFT, at + 3, width, BAR_HEIGHT - 8, colour(index), bar));
            svg.append(text(BAR_LEFT + width + 6, base, "start", Numbers.of(bar.value())));
        }
        return svg.append("</svg>").toString();
    }

    private static String open(int height) {
        return "<svg viewBox=\"0 0 %d %d\" role=\"img\">".formatted(WIDTH, height);
    }

    private static String yAxis(double top) {
        StringBuilder axis = new StringBuilder();
        for (int tick = 0; tick <= TICKS; tick++) {
            double value = top * tick / TICKS;
            axis.append(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%s\" y2=\"%s\" class=\"grid\"/>"
                            .formatted(
                                    LEFT,
                                    WIDTH - RIGHT,
                                    number(y(value, top)),
                                    number(y(value, top))));
            axis.append(text(LEFT - 6, y(value, top) + 4, "end", Numbers.of(value)));
        }
        return axis.toString();
    }

    private static String rectangle(
            double x, double y, double width, double height, String colour, Bar bar) {
        return "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"><title>%s: %s</title></rect>"
                .formatted(
                        number(x),
                        number(y),
                        number(width),
                        number(height),
                        colour,
                        escaped(bar.name()),
                        Numbers.of(bar.value()));
    }

    private static String text(double x, double y, String anchor, String text) {
        return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
                .formatted(number(x), number(y), anchor, escaped(text));
    }

    private static String legend(List<Line> lines) {
        return IntStream.range(0, lines.size())
                .mapToObj(
                        index ->
                                "<span><i style=\"background:%s\"></i>%s</span>"
                                        .formatted(colour(index), escaped(lines.get(index).name())))
                .collect(Collectors.joining("", "<p class=\"legend\">", "</p>"));
    }

    private static String colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    private static double x(double value, double of) {
        return LEFT + value / of * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double value, double top) {
        return HEIGHT - BOTTOM - value / top * (HEIGHT - BOTTOM - TOP);
    }

    /** The next of 1, 2, 5, 10, 20, … that is not below. */
    static double niceAbove(double value) {
        if (value <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[] {1, 2, 5}) {
            if (value <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
