package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.system.Customers.Wish;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What clients are promised whichever of two instances of the order service they ask. */
class TwoOrderServicesIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final int REQUESTS = 1_000;
    private static final int ACCEPTED = 202;
    private static final int IN_PROGRESS = 409;
    private static ServiceProcess second;

    @BeforeAll
    static void startSecondInstance() {
        second = SYSTEM.service("order").another().launch().awaitHealthy();
    }

    @AfterAll
    static void stopIt() {
        second.stop();
    }

    @Test
    void aThousandRequestsWithOneIdempotencyKeyAtOnceMakeOneOrder() throws Exception {
        SYSTEM.product(12_001, 100, 1_000, true);
        long buyer = SYSTEM.user(1_000);
        Wish wish = new Wish(buyer, 12_001, 1);
        List<Api> instances = instances(buyer);

        Map<Integer, List<HttpResponse<String>>> answers =
                atOnce(instances, wish).stream()
                        .collect(Collectors.groupingBy(HttpResponse::statusCode));

        assertThat(answers).containsKey(ACCEPTED);
        assertThat(answers.keySet()).isSubsetOf(ACCEPTED, IN_PROGRESS);
        assertThat(SYSTEM.number("order", "SELECT COUNT(*) FROM orders WHERE user_id = " + buyer))
                .isOne();
        Set<String> bodies =
                answers.get(ACCEPTED).stream().map(HttpResponse::body).collect(Collectors.toSet());
        assertThat(bodies).hasSize(1);
        assertThat(answers.get(ACCEPTED).stream().filter(TwoOrderServicesIT::isFirst)).hasSize(1);
        for (Api instance : instances) {
            HttpResponse<String> again = post(instance, wish);
            assertThat(again.statusCode()).isEqualTo(ACCEPTED);
            assertThat(bodies).containsExactly(again.body());
        }
        new Quiet(SYSTEM).await();
        assertThat(SYSTEM.pointsOf(buyer)).isEqualTo(900);
    }

    @Test
    void whoWaitsForTheEndIsToldWhicheverInstanceEndsTheOrder() {
        SYSTEM.product(12_002, 100, 1_000, true);
        long buyer = SYSTEM.user(100_000);
        String order = new Wish(buyer, 12_002, 1).json();
        for (int number = 0; number < 10; number++) {
            for (Api instance : instances(buyer)) {
                HttpResponse<String> answer =
                        instance.send("POST", "/orders", order, Map.of("Prefer", "wait=25"));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("\"APPROVED\"");
            }
        }
    }

    private static List<Api> instances(long buyer) {
        return List.of(
                SYSTEM.orders(buyer),
                second.api().as(SYSTEM.sessions().customer(buyer)::authorization));
    }

    private static List<HttpResponse<String>> atOnce(List<Api> instances, Wish wish)
            throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<HttpResponse<String>>> asked = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < REQUESTS; number++) {
                Api instance = instances.get(number % instances.size());
                asked.add(
                        clients.submit(
                                () -> {
                                    start.await();
                                    return post(instance, wish);
                                }));
            }
            start.countDown();
        }
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (Future<HttpResponse<String>> one : asked) {
            answers.add(one.get());
        }
        return answers;
    }

    private static HttpResponse<String> post(Api orders, Wish wish) {
        return orders.send(
                "POST", "/orders", wish.json(), Map.of("Idempotency-Key", "a thousand times"));
    }

    private static boolean isFirst(HttpResponse<String> answer) {
        return answer.headers().firstValue("Idempotency-Replayed").isEmpty();
    }
}
