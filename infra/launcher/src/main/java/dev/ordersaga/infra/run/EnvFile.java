package dev.ordersaga.infra.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shell assignments, one a line, that {@code .} reads in any shell. */
public final class EnvFile {

    private static final String QUOTE = "'";
    private static final String QUOTED_QUOTE = "'\\''";

    private EnvFile() {}

    public static void write(Path file, Map<String, String> values) {
        RunDirectory.writePrivately(file, format(values));
    }

    /** Empty if there is no such file. */
    public static Optional<Map<String, String>> read(Path file) {
        try {
            return Optional.of(parse(Files.readString(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static String format(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + quoted(entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    /** Understands what {@link #format} writes. */
    static Map<String, String> parse(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : text.split("\n", -1)) {
            String[] parts = line.split("=", 2);
            if (parts.length == 2) {
                values.put(parts[0], unquoted(parts[1]));
            }
        }
        return values;
    }

    private static String quoted(String value) {
        return QUOTE + value.replace(QUOTE, QUOTED_QUOTE) + QUOTE;
    }

    private static String unquoted(String value) {
        return value.substring(1, value.length() - 1).replace(QUOTED_QUOTE, QUOTE);
    }
}
