package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import dev.ordersaga.system.ApiDocument.Operation;
import dev.ordersaga.system.Customers.Wish;
import dev.ordersaga.system.FuzzedRequests.Request;
import dev.ordersaga.system.RawHttp.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests of all kinds at every route of every service, as everybody. {@code -Dfuzz.seed} draws
 * others, {@code -Dfuzz.requests} makes the run longer.
 */
class FuzzIT {

    private static final int AT_ONCE = 6;
    private static final int WARM_UP = 3_000;
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 20_000);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final int MOST_SHOWN = 60;

    /** Of each kind of answer so many are compared with their schema. */
    private static final int MOST_COMPARED = 200;

    private static final int LONG_HEAD = 4_000;
    private static final Set<Integer> NOT_HTTP = Set.of(400, 414, 431);
    private static final long MEGABYTE = 1_000_000;
    private static final String PROBLEM_JSON = "application/problem+json";

    /** Of the inside: classes, packages, statements, traces. */
    private static final Pattern INSIDE =
            Pattern.compile(
                    "Exception|Error:|\\bat [a-z]+\\.[a-z]|\\b(java|javax|jakarta|reactor|dev\\.ordersaga|org\\.spring\\w*|io\\.(netty|r2dbc|asyncer)|tools\\.jackson|com\\.)[.$]\\w|"
                            + "SELECT |INSERT INTO|UPDATE \\w+ SET|DELETE FROM|Duplicate entry|stackTrace|\"trace\"|requestId|\\[B@|lambda\\$");

    private static RunningSystem system;
    private static Set<String> documentedTypes;
    private static FuzzedRequests requests;

    private final Map<String, String> faults = new ConcurrentSkipListMap<>();
    private final Map<String, AtomicInteger> compared = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();

    @BeforeAll
    static void start() throws IOException {
        system = RunningSystem.apart();
        documentedTypes = ProblemTypes.ofReadme();
        long customer = system.user(1_000_000);
        long other = system.user(1_000_000);
        long cook = system.user(0);
        system.api("user").put("/users/" + cook + "/roles", "{\"roles\":[\"KITCHEN\"]}");
        system.product(123, 100, 1_000_000, true);
        system.product(124, 100, 1_000_000, true);
        requests =
                new FuzzedRequests(
                        SEED,
                        RunningSystem.SERVICES.stream()
                                .flatMap(
                                        service ->
                                                ApiDocument.of(system, service)
                                                        .operations()
                                                        .stream())
                                .toList(),
                        List.of(
                                "",
                                system.sessions().customer(customer).authorization(),
                                system.sessions().customer(other).authorization(),
                                system.sessions().customer(cook).authorization(),
                                system.sessions().operator().authorization(),
                                system.sessions().operator().authorization()),
                        known(customer, other));
    }

    private static Map<String, List<String>> known(long customer, long other) {
        List<String> orders = new ArrayList<>(List.of(UUID.randomUUID().toString()));
        List<String> sagas = new ArrayList<>(orders);
        Customers customers = new Customers(system);
        for (long buyer : List.of(customer, customer, other)) {
            String order = customers.place(new Wish(buyer, 123, 1));
            orders.add(order);
            sagas.add(customers.awaitEnd(order).get("txId").asString());
        }
        return Map.of(
                "orderId",
                orders,
                "txId",
                sagas,
                "userId",
                List.of(Long.toString(customer), Long.toString(other), "7"),
                "productId",
                List.of("123", "124", "9100"),
                "cursor",
                orders,
                "state",
                List.of("RUNNING", "ENDED", "REFUND", "no-such-state"),
                "queue",
                List.of("payment.commands", "order.replies", "no.such.queue"));
    }

    @AfterAll
    static void stop() {
        system.stop();
    }

    @Test
    void nothingThatIsSentBreaksAnything() throws Exception {
        System.out.println("fuzz.seed=" + SEED);
        send(REQUESTS, WARM_UP);
        Map<String, Long> before = live();
        send(0, REQUESTS);
        System.out.println("fuzz: " + statuses);
        assertThat(faults).as("fuzz.seed=%d, %s", SEED, statuses).isEmpty();

        system.openKitchen(1_000_000);
        system.product(123, 100, 1_000_000, true);
        Customers customers = new Customers(system);
        assertThat(customers.outcome(customers.place(new Wish(system.user(1_000), 123, 1))))
                .isEqualTo("APPROVED");
        assertThat(new Violations().auditOf(system).all()).isEmpty();
        Map<String, Long> after = live();
        System.out.println("fuzz: live bytes before " + before + ", after " + after);
        before.forEach(
                (service, bytes) ->
                        assertThat(after.get(service))
                                .as("live bytes of %s, %d before", service, bytes)
                                .isLessThan(bytes + bytes / 2 + 20 * MEGABYTE));
    }

    private void send(int from, int many) throws Exception {
        AtomicInteger next = new AtomicInteger(from);
        try (ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < AT_ONCE; client++) {
                running.add(clients.submit(() -> sendAll(next, from + many)));
            }
            for (Future<?> client : running) {
                client.get();
            }
        }
    }

    private void sendAll(AtomicInteger next, int end) {
        Map<String, RawHttp> connections = new LinkedHashMap<>();
        for (int number = next.getAndIncrement();
                number < end && faults.size() < MOST_SHOWN;
                number = next.getAndIncrement()) {
            Request request = requests.request(number);
            RawHttp service =
                    connections.computeIfAbsent(
                            request.operation().document().service(),
                            name -> new RawHttp(system.api(name).url()));
            if (isNoHttp(request)) {
                // What cannot be decoded is not always answered on a connection in use.
                service.close();
            }
            try {
                judge(number, request, service.send(request.bytes(), !request.isHead()));
            } catch (IOException | JacksonException fault) {
                fault(request, "no answer that can be read: " + fault, number, "");
            }
        }
        connections.values().forEach(RawHttp::close);
    }

    private void judge(int number, Request request, Answer answer) {
        int status = answer.status();
        statuses.computeIfAbsent(status, _ -> new AtomicInteger()).incrementAndGet();
        if (status >= 500) {
            fault(request, "status " + status, number, answer.body());
        }
        if (INSIDE.matcher(answer.body()).find()
                || INSIDE.matcher(answer.headers().toString()).find()) {
            fault(request, "tells of the inside", number, answer.headers() + " " + answer.body());
        }
        boolean isRefusedUnread =
                isNoHttp(request) && answer.body().isEmpty() && NOT_HTTP.contains(status);
        if (isRefusedUnread || request.isHead()) {
            return;
        }
        if (status >= 400) {
            judgeProblem(number, request, answer);
        } else if (request.isAsDocumented()) {
            compare(number, request, answer);
        }
        boolean isDocumented = request.operation().response(status).isObject();
        if (request.isAsDocumented() && !isDocumented) {
            fault(request, "status " + status + " is not documented", number, answer.body());
        }
    }

    /** What the server may refuse before it is a request to the service. */
    private static boolean isNoHttp(Request request) {
        return !request.isReadable() || request.bytes().length > LONG_HEAD;
    }

    private void judgeProblem(int number, Request request, Answer answer) {
        if (!answer.header("content-type").startsWith(PROBLEM_JSON)) {
            fault(
                    request,
                    answer.status() + " is no problem document",
                    number,
                    answer.headers() + answer.body());
            return;
        }
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        String type = problem.path("type").asString("") + " " + answer.status();
        if (!documentedTypes.contains(type) || problem.path("status").asInt(0) != answer.status()) {
            fault(request, type + " is not documented", number, answer.body());
        }
    }

    /** With the schema of the document. */
    private void compare(int number, Request request, Answer answer) {
        Operation operation = request.operation();
        JsonNode schema =
                operation.response(answer.status()).at("/content/application~1json/schema");
        int before =
                compared.computeIfAbsent(
                                operation + " " + answer.status(), _ -> new AtomicInteger())
                        .getAndIncrement();
        String form = answer.header("content-type").replaceFirst(";.*", "");
        if (!answer.body().isEmpty()
                && !operation.response(answer.status()).path("content").has(form)) {
            fault(request, "form " + form + " is not documented", number, answer.body());
            return;
        }
        if (schema.isMissingNode() || answer.isStream() || before >= MOST_COMPARED) {
            return;
        }
        Schema validator = operation.document().validator(schema);
        var errors = validator.validate(JsonMapper.shared().readTree(answer.body()));
        if (!errors.isEmpty()) {
            fault(request, "is not as documented: " + errors.getFirst(), number, answer.body());
        }
    }

    /** Each kind once. */
    private void fault(Request request, String what, int number, String answer) {
        if (faults.size() < MOST_SHOWN) {
            faults.putIfAbsent(
                    request.operation() + ": " + what,
                    "\n#"
                            + number
                            + " "
                            + request
                            + "\n--> "
                            + answer.substring(0, Math.min(answer.length(), 1_000))
                            + "\n");
        }
    }

    /** The bytes that live objects take in each service, after a garbage collection. */
    private static Map<String, Long> live() {
        Map<String, Long> live = new TreeMap<>();
        for (String service : RunningSystem.SERVICES) {
            live.put(service, system.service(service).liveBytes());
        }
        return live;
    }
}
