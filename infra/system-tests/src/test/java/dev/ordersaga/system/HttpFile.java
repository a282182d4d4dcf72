package dev.ordersaga.system;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Requests in the format of JetBrains' HTTP client, as far as {@code infra/http} uses it. What is
 * not understood is refused, so that nothing is passed over in silence.
 *
 * @param variables that stand at its top
 */
record HttpFile(Map<String, String> variables, List<Request> requests) {

    private static final Pattern VARIABLE = Pattern.compile("@(\\w+) = (.+)");
    private static final Pattern REQUEST = Pattern.compile("([A-Z]+) (\\S+)");
    private static final Pattern HEADER = Pattern.compile("([\\w-]+): (.+)");
    private static final Pattern STATUS =
            statement(
                    "client\\.test\\(\".+\", \\(\\) => client\\.assert\\(response\\.status === (\\d+)\\)\\)");
    private static final Pattern VALUE =
            statement(
                    "client\\.test\\(\".+\", \\(\\) => client\\.assert\\(response\\.body([.\\w\\[\\]]+) === \"(.+)\"\\)\\)");
    private static final Pattern CAPTURE =
            statement("client\\.global\\.set\\(\"(\\w+)\", response\\.body([.\\w\\[\\]]+)\\)");

    /** One of them, and what is done with its answer. */
    record Request(
            String title,
            String method,
            String url,
            Map<String, String> headers,
            String body,
            Script script) {

        @Override
        public String toString() {
            return title;
        }
    }

    /**
     * What is done with an answer.
     *
     * @param status that it must have
     * @param values that it must have, by JSON pointer
     * @param captures where in it the variables of later requests are, as JSON pointers
     */
    record Script(int status, Map<String, String> values, Map<String, String> captures) {

        static Script parse(List<String> lines) {
            Map<String, String> values = new LinkedHashMap<>();
            Map<String, String> captures = new LinkedHashMap<>();
            for (String line : lines.subList(1, lines.size())) {
                Matcher value = VALUE.matcher(line);
                if (value.matches()) {
                    values.put(pointer(value.group(1)), value.group(2));
                } else {
                    Matcher capture = required(CAPTURE, line);
                    captures.put(capture.group(1), pointer(capture.group(2)));
                }
            }
            Matcher status = required(STATUS, lines.getFirst());
            return new Script(Integer.parseInt(status.group(1)), values, captures);
        }

        /** The variables that it takes from an answer. */
        Map<String, String> captured(JsonNode answer) {
            Map<String, String> found = new LinkedHashMap<>();
            captures.forEach((name, place) -> found.put(name, answer.at(place).asString()));
            return found;
        }
    }

    static HttpFile parse(String text) {
        String[] parts = text.split("(?m)^### ");
        Map<String, String> variables = new LinkedHashMap<>();
        parts[0].lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> required(VARIABLE, line))
                .forEach(found -> variables.put(found.group(1), found.group(2)));
        return new HttpFile(
                variables, Arrays.stream(parts).skip(1).map(HttpFile::request).toList());
    }

    private static Request request(String part) {
        List<String> lines = part.lines().toList();
        Matcher first = required(REQUEST, lines.get(1));
        Map<String, String> headers = new LinkedHashMap<>();
        int blank = 2;
        for (; !lines.get(blank).isBlank(); blank++) {
            Matcher header = required(HEADER, lines.get(blank));
            headers.put(header.group(1), header.group(2));
        }
        int script = lines.indexOf("> {%");
        Script said = Script.parse(lines.subList(script + 1, lines.lastIndexOf("%}")));
        return new Request(
                lines.getFirst(),
                first.group(1),
                first.group(2),
                headers,
                String.join("\n", lines.subList(blank, script)).strip(),
                said);
    }

    /** {@code .sagas[0].txId} as {@code /sagas/0/txId}. */
    private static String pointer(String path) {
        return path.replaceAll("[.\\[]", "/").replace("]", "");
    }

    private static Pattern statement(String regex) {
        return Pattern.compile("\\s*" + regex + ";");
    }

    private static Matcher required(Pattern pattern, String line) {
        Matcher found = pattern.matcher(line);
        if (!found.matches()) {
            throw new IllegalArgumentException("Not understood: " + line);
        }
        return found;
    }
}
