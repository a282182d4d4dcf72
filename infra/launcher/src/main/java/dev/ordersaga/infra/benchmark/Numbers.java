package dev.ordersaga.infra.benchmark;

import java.util.Locale;

/** Numbers for people. */
final class Numbers {

    private static final int SIGNIFICANT = 3;

    private Numbers() {}

    /** With three significant digits at least, e.g. {@code 0.0123}, {@code 4.56}, {@code 1,234}. */
    static String of(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return value == 0 ? "0" : "-";
        }
        int before = (int) Math.floor(Math.log10(Math.abs(value))) + 1;
        int decimals = Math.clamp(SIGNIFICANT - before, 0, 6);
        return String.format(Locale.ROOT, "%%,.%df".formatted(decimals), value);
    }

    /** Without a fraction where there is none. */
    static String plain(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : Double.toString(value);
    }
}
