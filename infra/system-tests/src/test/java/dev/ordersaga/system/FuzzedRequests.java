package dev.ordersaga.system;

import dev.ordersaga.system.ApiDocument.Operation;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/**
 * Requests of every operation as its document has them, with some of their parts spoilt. A number
 * always gives the same request, as long as nobody's token and nothing's id is another.
 */
final class FuzzedRequests {

    /** Segments and values as they stand in a request line. */
    private static final List<String> ODD_VALUES =
            List.of(
                    "",
                    "%00",
                    "%0d%0aX-Evil:%201",
                    "%2e%2e%2f",
                    "..%2f..%2f",
                    "a%2Fb",
                    "%5C",
                    "%C0%AF",
                    "%ED%A0%80",
                    "%FF%FE",
                    "%F0%9F%8D%9C",
                    "%D9%A1%D9%A2",
                    "%E2%80%AE",
                    "%20",
                    "+",
                    "+5",
                    "-1",
                    "0",
                    "00000000000000000001",
                    "1.0",
                    "1e5",
                    "0x10",
                    "NaN",
                    "-0.0",
                    "null",
                    "true",
                    "101",
                    "1001",
                    "2147483648",
                    "9007199254740992",
                    "9223372036854775807",
                    "-9223372036854775808",
                    "9223372036854775808",
                    "9".repeat(400),
                    "x".repeat(3_000),
                    ";a=b",
                    "a;b",
                    "%7B%7D",
                    "%27%20OR%201%3D1",
                    "1-1-1-1-1",
                    "00000000-0000-0000-0000-000000000000",
                    "ffffffff-ffff-ffff-ffff-ffffffffffff",
                    "9999999999999999_00000000-0000-0000-0000-000000000000",
                    "APPROVED",
                    "approved",
                    "me",
                    ".",
                    "..",
                    "*");

    /** What is no URI, or no header: such requests reach no service's code. */
    private static final List<String> UNREADABLE_VALUES =
            List.of("{orderId}", "%", "%zz", "|", "\u00ff", "a\\b", "[x]", "^");

    private static final List<String> CONTENT_TYPES =
            List.of(
                    "text/plain",
                    "application/xml",
                    "application/json;charset=UTF-16",
                    "application/json;charset=ISO-8859-1",
                    "application/json;charset=bogus",
                    "application/json;charset=",
                    "application/json;;",
                    "application/vnd.x+json",
                    "application/problem+json",
                    "application/x-ndjson",
                    "application/cbor",
                    "application/octet-stream",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data",
                    "multipart/form-data;boundary=x",
                    "text/event-stream",
                    "*/*",
                    "json",
                    ";;;",
                    "/",
                    "");

    private static final List<String> ACCEPTS =
            List.of(
                    "application/json",
                    "application/problem+json",
                    "text/html",
                    "text/event-stream",
                    "application/xml",
                    "image/png",
                    "application/x-ndjson",
                    "application/cbor",
                    "*/*;q=0",
                    "*/*;q=7",
                    "application/json;q=x",
                    "*",
                    ";;;",
                    "/",
                    "a/b/c",
                    "text/" + "x".repeat(2_000),
                    "a/b,".repeat(300) + "*/*");

    private static final Map<String, List<String>> ODD_HEADERS =
            Map.ofEntries(
                    Map.entry(
                            "Prefer",
                            List.of(
                                    "wait=0",
                                    "wait=1",
                                    "wait=-1",
                                    "wait=99999999999999999999999",
                                    "wait=1.5",
                                    "wait=",
                                    "wait",
                                    "wait=\"1\"",
                                    "wait=\"",
                                    "\"\\",
                                    ";,=;",
                                    "respond-async, wait=1; x=\"a,b\"",
                                    "wait=" + "9".repeat(7_000))),
                    Map.entry(
                            "Idempotency-Key",
                            List.of(
                                    "",
                                    "\"\"",
                                    "\"",
                                    "one",
                                    "\"one\"",
                                    "two",
                                    "k".repeat(255),
                                    "k".repeat(256),
                                    "k".repeat(7_000),
                                    "\u00e9\u00ff",
                                    "' OR 1=1",
                                    "a\tb")),
                    Map.entry(
                            "Last-Event-ID",
                            List.of(
                                    "",
                                    "0",
                                    "-1",
                                    "1-0",
                                    "9-9",
                                    "1-0-end",
                                    "999999999999999999",
                                    "99999999999999999999",
                                    "2147483648-2147483648",
                                    "\u00ff",
                                    "x".repeat(5_000))),
                    Map.entry(
                            "traceparent",
                            List.of(
                                    "",
                                    "00-0-0-0",
                                    "00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-01",
                                    "ff-" + "a".repeat(32) + "-" + "b".repeat(16) + "-01",
                                    "x".repeat(5_000))),
                    Map.entry("Accept-Language", List.of("", "*", "xx-YY-zz;q=2", "_", ",,;;")),
                    Map.entry("Accept-Charset", List.of("bogus", "*;q=x", ";")),
                    Map.entry("Accept-Encoding", List.of("gzip", "bogus", "")),
                    Map.entry("Content-Encoding", List.of("gzip", "br", "bogus")),
                    Map.entry("Cookie", List.of("a", "a=b; a=c", "=;=;", "SESSION=\"")),
                    Map.entry("Forwarded", List.of("for=x;proto=gopher;host=\"", "host=[::")),
                    Map.entry("X-Forwarded-Host", List.of("a:b:c", "[", "")),
                    Map.entry("X-Forwarded-Port", List.of("x", "-1", "99999")),
                    Map.entry("X-HTTP-Method-Override", List.of("DELETE")),
                    Map.entry("Range", List.of("bytes=0-", "bytes=5-1", "x")),
                    Map.entry("If-None-Match", List.of("*", "\"", "W/")),
                    Map.entry("If-Modified-Since", List.of("x", "Thu, 01 Jan 1970 00:00:00 GMT")),
                    Map.entry("Expect", List.of("100-continue")),
                    Map.entry("Origin", List.of("null", "http://evil.example", "::")),
                    Map.entry("Access-Control-Request-Method", List.of("PUT", "?")),
                    Map.entry("Upgrade", List.of("websocket")),
                    Map.entry("X-Long", List.of("x".repeat(7_500))));

    private static final List<String> ODD_AUTHORIZATIONS =
            List.of(
                    "",
                    "Bearer",
                    "Bearer ",
                    "bearer x",
                    "Bearer a.b.c",
                    "Bearer ..",
                    "Bearer \u00ff",
                    "Bearer a b",
                    "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
                    "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.e30.AAAA",
                    "Bearer eyJhbGciOiJSUzI1NiJ9.bm90IGpzb24.AAAA",
                    "Bearer " + "[".repeat(2_000),
                    "Bearer " + "a".repeat(7_000),
                    "Basic b3BlcmF0b3I6b3BlcmF0b3I=",
                    "Basic ,",
                    "DPoP x",
                    "Digest username=\"");

    private static final List<String> METHODS =
            List.of(
                    "DELETE",
                    "PATCH",
                    "OPTIONS",
                    "HEAD",
                    "TRACE",
                    "PROPFIND",
                    "GET",
                    "PUT",
                    "POST");

    /** Passwords are hashed there, which takes as long as a hundred other requests. */
    private static final List<String> HASHING = List.of("POST /users", "POST /tokens");

    private final long seed;
    private final List<Operation> operations;
    private final List<String> tokens;
    private final Map<String, List<String>> known;

    /**
     * Requests.
     *
     * @param tokens values of the header Authorization
     * @param known good values of parameters, by name
     */
    FuzzedRequests(
            long seed,
            List<Operation> operations,
            List<String> tokens,
            Map<String, List<String>> known) {
        this.seed = seed;
        this.operations = operations;
        this.tokens = List.copyOf(tokens);
        this.known = known;
    }

    /**
     * A request.
     *
     * @param isAsDocumented whether it is one to the operation, however bad, so that the document
     *     must have its answer
     * @param isReadable whether it is HTTP at all
     */
    record Request(
            Operation operation,
            String method,
            byte[] bytes,
            boolean isAsDocumented,
            boolean isReadable) {

        boolean isHead() {
            return method.equals("HEAD");
        }

        @Override
        public String toString() {
            String text =
                    new String(bytes, StandardCharsets.ISO_8859_1)
                            .replaceAll("Bearer ey\\S{40,}", "Bearer …");
            return operation + ":\n" + text.substring(0, Math.min(text.length(), 700));
        }
    }

    Request request(int number) {
        Random chance = new Random(seed + number * 0x9E3779B97F4A7C15L);
        Operation operation = operations.get(chance.nextInt(operations.size()));
        if (HASHING.contains(operation.name()) && chance.nextInt(3) > 0) {
            operation = operations.get(chance.nextInt(operations.size()));
        }
        return new Making(chance, operation).request();
    }

    /** One request while it is made. */
    private final class Making {

        private final RandomGenerator chance;
        private final Operation operation;
        private final StringBuilder headers = new StringBuilder();
        private boolean isAsDocumented = true;
        private boolean isReadable = true;

        Making(RandomGenerator chance, Operation operation) {
            this.chance = chance;
            this.operation = operation;
        }

        Request request() {
            String method = operation.method();
            if (oneIn(40)) {
                method = pick(METHODS);
                isAsDocumented &= method.equals(operation.method());
            }
            String target = target();
            byte[] body = body();
            headers();
            String head =
                    method
                            + " "
                            + target
                            + " HTTP/1.1\r\nHost: localhost\r\n"
                            + headers
                            + (body.length > 0 || !method.equals("GET")
                                    ? "Content-Length: " + body.length + "\r\n"
                                    : "")
                            + "\r\n";
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            bytes.writeBytes(body);
            return new Request(operation, method, bytes.toByteArray(), isAsDocumented, isReadable);
        }

        private String target() {
            String path = operation.path();
            List<String> query = new ArrayList<>();
            for (JsonNode parameter : operation.parameters().toList()) {
                String name = parameter.get("name").asString();
                switch (parameter.get("in").asString()) {
                    case "path" -> path = path.replace("{" + name + "}", segment(name));
                    case "query" -> {
                        for (int times = chance.nextInt(3); times > 0; times--) {
                            query.add(name + "=" + value(name, parameter.get("schema")));
                        }
                    }
                    default -> {}
                }
            }
            if (oneIn(20)) {
                query.add(odd() + "=" + odd());
            }
            if (oneIn(60)) {
                path =
                        path
                                + pick(
                                        List.of(
                                                "/", "//", ";x=y", "/..", "/%2e%2e", ".json", "%2f",
                                                "?"));
                isAsDocumented = false;
            }
            return query.isEmpty() ? path : path + "?" + String.join("&", query);
        }

        /** What is odd in a path may make it another path. */
        private String segment(String name) {
            if (oneIn(4)) {
                isAsDocumented = false;
                return odd();
            }
            return pick(known.get(name));
        }

        private String value(String name, JsonNode schema) {
            if (oneIn(3)) {
                return odd();
            }
            if (schema.has("enum")) {
                JsonNode values = schema.get("enum");
                return values.get(chance.nextInt(values.size())).asString("null");
            }
            if (known.containsKey(name)) {
                return pick(known.get(name));
            }
            return Long.toString(
                    schema.path("minimum").asLong(1) + chance.nextInt(2) * chance.nextInt(200));
        }

        private String odd() {
            if (oneIn(30)) {
                isReadable = false;
                return pick(UNREADABLE_VALUES);
            }
            return oneIn(3)
                    ? URLEncoder.encode(shortText(), StandardCharsets.UTF_8)
                    : pick(ODD_VALUES);
        }

        private String shortText() {
            String text = pick(FuzzedJson.ODD_TEXTS);
            return text.length() > 1_000 ? "" : text;
        }

        private byte[] body() {
            JsonNode content = operation.node().at("/requestBody/content/application~1json");
            if (content.isMissingNode()) {
                return oneIn(20) ? "{}".getBytes(StandardCharsets.UTF_8) : new byte[0];
            }
            header("Content-Type", oneIn(12) ? pick(CONTENT_TYPES) : "application/json");
            return new FuzzedJson(chance, operation.document()).body(content);
        }

        private void headers() {
            String token = oneIn(12) ? pick(ODD_AUTHORIZATIONS) : pick(tokens);
            if (!token.isEmpty()) {
                header("Authorization", token);
            }
            if (oneIn(100)) {
                header("Authorization", pick(tokens));
            }
            if (oneIn(6)) {
                header("Accept", pick(ACCEPTS));
            }
            operation
                    .parameters()
                    .filter(parameter -> parameter.get("in").asString().equals("header"))
                    .map(parameter -> parameter.get("name").asString())
                    .filter(_ -> oneIn(3))
                    .forEach(
                            name ->
                                    header(
                                            name,
                                            pick(ODD_HEADERS.getOrDefault(name, List.of("x")))));
            if (oneIn(6)) {
                String name = pick(ODD_HEADERS.keySet().stream().sorted().toList());
                header(name, pick(ODD_HEADERS.get(name)));
            }
        }

        private void header(String name, String value) {
            headers.append(name).append(": ").append(value).append("\r\n");
        }

        private boolean oneIn(int many) {
            return chance.nextInt(many) == 0;
        }

        private <T> T pick(List<T> from) {
            return from.get(chance.nextInt(from.size()));
        }
    }
}
