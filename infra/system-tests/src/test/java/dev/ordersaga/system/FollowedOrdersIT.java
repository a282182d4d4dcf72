package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.system.Customers.Wish;
import dev.ordersaga.web.testing.EventStream;
import dev.ordersaga.web.testing.EventStream.Event;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many follow their orders at two instances, one of which is killed (SIGKILL): they go on at the
 * other from the last event that they have seen.
 */
class FollowedOrdersIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final int BUYERS = 50;
    private static final int STREAMS_EACH = 10;
    private static final int STREAMS = BUYERS * STREAMS_EACH;

    /** Of an order that is approved. */
    private static final int STEPS = 10;

    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final AtomicInteger following = new AtomicInteger();
    private final AtomicInteger cutOff = new AtomicInteger();

    /** Somebody who follows an order, wherever that is possible. */
    private final class Follower {

        private final String authorization;
        private final String orderId;
        private final List<String> instances;
        private final List<Event> seen = new ArrayList<>();
        private boolean heardOfPayment;

        Follower(String authorization, String orderId, List<String> instances) {
            this.authorization = authorization;
            this.orderId = orderId;
            this.instances = instances;
        }

        Follower follow() {
            for (int turn = 0; !isOver(); turn++) {
                String instance = instances.get(turn % instances.size());
                try (EventStream stream = open(instance)) {
                    read(stream);
                } catch (UncheckedIOException _) {
                    cutOff.incrementAndGet();
                }
            }
            return this;
        }

        /** Who is turned away comes again in a moment. */
        private EventStream open(String instance) {
            return Awaitility.await("a place for a stream")
                    .atMost(LONGEST)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .until(() -> ask(instance), stream -> stream.status() == 200);
        }

        private EventStream ask(String instance) {
            URI address = URI.create(instance + "/orders/" + orderId + "/events");
            String last = seen.isEmpty() ? "" : seen.getLast().id();
            EventStream stream = EventStream.open(address, authorization, last);
            if (stream.status() != 200) {
                stream.close();
            }
            return stream;
        }

        private void read(EventStream stream) {
            for (Optional<Event> event = stream.next(); event.isPresent(); event = stream.next()) {
                seen.add(event.get());
                if (!heardOfPayment && event.get().data().contains("payment.pay")) {
                    heardOfPayment = true;
                    following.incrementAndGet();
                }
            }
        }

        private boolean isOver() {
            return !seen.isEmpty() && seen.getLast().name().equals("status");
        }
    }

    @Test
    void everyoneSeesEachStepExactlyOnceThoughAnInstanceIsKilled() throws Exception {
        SYSTEM.product(21_001, 100, 1_000_000, true);
        List<Long> buyers = Stream.generate(() -> SYSTEM.user(1_000)).limit(BUYERS).toList();
        ServiceProcess other = SYSTEM.service("order").another().launch().awaitHealthy();
        ServiceProcess payment = SYSTEM.service("payment");
        payment.kill();
        try (ExecutorService followers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<String> orders =
                    new Customers(SYSTEM)
                            .place(
                                    buyers.stream()
                                            .map(buyer -> new Wish(buyer, 21_001, 1))
                                            .toList());
            List<Future<Follower>> all =
                    IntStream.range(0, STREAMS)
                            .mapToObj(number -> follower(number, buyers, orders, other))
                            .map(follower -> followers.submit(follower::follow))
                            .toList();
            Awaitility.await("all orders wait for their payments, and everybody has seen it")
                    .atMost(LONGEST)
                    .until(() -> following.get() == STREAMS);
            other.kill();
            payment.launch().awaitHealthy();
            for (Future<Follower> follower : all) {
                assertHasSeenEachStepOnce(follower.get());
            }
        } finally {
            other.stop();
            if (!payment.api().isHealthy()) {
                payment.launch().awaitHealthy();
            }
        }

        assertThat(cutOff.get()).isGreaterThanOrEqualTo(STREAMS / 2);
        new Quiet(SYSTEM).await();
    }

    /** Every second one begins at the instance that is to be killed. */
    private Follower follower(
            int number, List<Long> buyers, List<String> orders, ServiceProcess other) {
        List<String> instances = List.of(SYSTEM.service("order").api().url(), other.api().url());
        int buyer = number % BUYERS;
        return new Follower(
                SYSTEM.sessions().customer(buyers.get(buyer)).authorization(),
                orders.get(buyer),
                number / BUYERS % 2 == 0 ? instances : instances.reversed());
    }

    /** An answer that comes late is noted in the timeline of an order that has ended, too. */
    private static void assertHasSeenEachStepOnce(Follower follower) {
        List<String> timeline =
                SYSTEM.api("order")
                        .get("/orders/" + follower.orderId + "/saga")
                        .get("timeline")
                        .valueStream()
                        .map(FollowedOrdersIT::step)
                        .toList();
        List<Event> steps = follower.seen.subList(0, follower.seen.size() - 1);
        assertThat(steps).hasSizeGreaterThanOrEqualTo(STEPS);
        assertThat(steps)
                .extracting(event -> step(json(event)))
                .isEqualTo(timeline.subList(0, steps.size()));
        assertThat(json(follower.seen.getLast()).get("status").stringValue()).isEqualTo("APPROVED");
    }

    private static String step(JsonNode entry) {
        return entry.get("number").asInt()
                + " "
                + entry.get("direction").asString()
                + " "
                + entry.get("outcome").asString();
    }

    private static JsonNode json(Event event) {
        return JsonMapper.shared().readTree(event.data());
    }
}
