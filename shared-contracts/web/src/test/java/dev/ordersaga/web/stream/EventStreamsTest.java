package dev.ordersaga.web.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.web.Problem;
import dev.ordersaga.web.identity.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class EventStreamsTest {

    private static final Caller KIM = new Caller("1", Set.of());
    private static final Caller LEE = new Caller("2", Set.of());
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final StreamSettings settings =
            new StreamSettings(HEARTBEAT, Duration.ofMillis(200), LONGEST, 3);
    private final EventStreams streams = new EventStreams(settings, 2);
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void begin() {
        VirtualTimeScheduler.getOrSet();
        streams.start();
    }

    @AfterEach
    void end() {
        VirtualTimeScheduler.reset();
    }

    private static ServerSentEvent<String> event(int number) {
        return ServerSentEvent.builder("event " + number).id(Integer.toString(number)).build();
    }

    /** Two events at a time, up to the tenth. */
    private Mono<StreamPart<Integer, String>> twoMore(int place) {
        return Mono.fromSupplier(
                () -> {
                    asked.incrementAndGet();
                    return new StreamPart<>(
                            List.of(event(place + 1), event(place + 2)),
                            place + 2,
                            place + 2 == 10);
                });
    }

    private Flux<String> ids(int start) {
        return streams.open(KIM, Mono.just(start), this::twoMore).mapNotNull(ServerSentEvent::id);
    }

    private Flux<ServerSentEvent<String>> silent(Caller caller) {
        return streams.open(caller, Mono.just(0), _ -> Mono.never());
    }

    @Test
    void everyEventIsToldOnceFromTheStartOn() {
        StepVerifier.create(ids(0))
                .expectNext("1", "2", "3", "4", "5", "6", "7", "8", "9", "10")
                .verifyComplete();
        StepVerifier.create(ids(6)).expectNext("7", "8", "9", "10").verifyComplete();
    }

    @Test
    void theHeadOfTheAnswerWaitsForNothing() {
        StepVerifier.create(silent(KIM))
                .assertNext(greeting -> assertThat(greeting.retry()).isNotNull())
                .thenCancel()
                .verify();
    }

    @Test
    void whereThereIsNothingToTellThereIsNoStream() {
        StepVerifier.create(streams.open(KIM, Mono.<Integer>empty(), this::twoMore))
                .verifyComplete();
    }

    @Test
    void aSilentStreamSaysThatItIsStillThere() {
        StepVerifier.withVirtualTime(() -> silent(KIM).skip(1))
                .expectSubscription()
                .expectNoEvent(HEARTBEAT)
                .assertNext(beat -> assertThat(beat.comment()).isEmpty())
                .expectNoEvent(HEARTBEAT)
                .assertNext(beat -> assertThat(beat.data()).isNull())
                .thenCancel()
                .verify();
    }

    @Test
    void aClientThatTakesNothingIsReadNothing() {
        StepVerifier.create(ids(0), 1)
                .expectNext("1")
                .then(() -> assertThat(asked).hasValueLessThanOrEqualTo(2))
                .thenRequest(2)
                .expectNext("2", "3")
                .then(() -> assertThat(asked).hasValueLessThanOrEqualTo(3))
                .thenCancel()
                .verify();
    }

    @Test
    void aStreamEndsWhenItsClientsTokenMayHaveExpired() {
        StepVerifier.withVirtualTime(
                        () -> silent(KIM).filter(event -> event.comment() == null).skip(1))
                .expectSubscription()
                .expectNoEvent(LONGEST)
                .verifyComplete();
    }

    @Test
    void oneUserHasSoManyStreamsAndNoMore() {
        silent(KIM).subscribe();
        silent(KIM).subscribe();

        refused(silent(KIM), 429, "too-many-streams");
        StepVerifier.create(silent(LEE)).expectNextCount(1).thenCancel().verify();
    }

    @Test
    void thereAreSoManyStreamsInAllAndNoMore() {
        silent(KIM).subscribe();
        silent(KIM).subscribe();
        silent(LEE).subscribe();

        refused(silent(LEE), 503, "service-unavailable");
    }

    @Test
    void aStreamThatIsOverGivesItsPlaceFree() {
        Flux<String> faulty =
                streams.<Integer, String>open(
                                KIM, Mono.error(Problem.notFound("no")), _ -> Mono.never())
                        .map(ServerSentEvent::data);
        for (int round = 0; round < 9; round++) {
            StepVerifier.create(ids(0)).expectNextCount(10).verifyComplete();
            StepVerifier.create(faulty).verifyError(Problem.class);
            Disposable gone = silent(KIM).subscribe();
            Disposable other = silent(KIM).subscribe();
            gone.dispose();
            other.dispose();
        }
        StepVerifier.create(silent(KIM)).expectNextCount(1).thenCancel().verify();
    }

    @Test
    void allEndWhenTheServiceDoesAndNoneBeginsUntilItRunsAgain() {
        StepVerifier.create(silent(KIM).skip(1)).then(streams::stop).verifyComplete();

        refused(silent(KIM), 503, "service-unavailable");
        assertThat(streams.isRunning()).isFalse();

        streams.start();
        StepVerifier.create(silent(KIM)).expectNextCount(1).thenCancel().verify();
    }

    private static void refused(Flux<?> stream, int status, String name) {
        StepVerifier.create(stream)
                .verifyErrorSatisfies(
                        fault -> {
                            assertThat(fault).isInstanceOf(Problem.class);
                            Problem problem = (Problem) fault;
                            assertThat(problem.getStatusCode().value()).isEqualTo(status);
                            assertThat(problem.getBody().getType())
                                    .hasToString("urn:order-saga:problem:" + name);
                            assertThat(problem.getHeaders().getFirst("Retry-After")).isEqualTo("2");
                        });
    }
}
