package dev.ordersaga.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The problems that the README documents, each with its status. */
final class ProblemTypes {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\d{3}) \\| ");

    private ProblemTypes() {}

    /** As in {@code urn:order-saga:problem:not-found 404}. */
    static Set<String> ofReadme() throws IOException {
        String readme =
                Files.readString(Path.of(System.getProperty("services.directory"), "README.md"));
        return ROW.matcher(readme)
                .results()
                .map(row -> "urn:order-saga:problem:" + row.group(1) + " " + row.group(2))
                .collect(Collectors.toUnmodifiableSet());
    }
}
