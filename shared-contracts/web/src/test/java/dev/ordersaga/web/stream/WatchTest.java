package dev.ordersaga.web.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class WatchTest {

    private final List<Set<String>> looks = new ArrayList<>();
    private final Map<String, String> database = new ConcurrentHashMap<>();
    private final List<String> told = new ArrayList<>();
    private final Watch<String, String> watch = new Watch<>(this::look, Duration.ofMillis(200));
    private Mono<Void> answer = Mono.empty();

    private Mono<Map<String, String>> look(Set<String> places) {
        looks.add(places);
        return answer.then(
                Mono.fromSupplier(
                        () ->
                                places.stream()
                                        .filter(database::containsKey)
                                        .collect(Collectors.toMap(place -> place, database::get))));
    }

    private Disposable waitAt(String place) {
        return watch.after(place).subscribe(news -> told.add(place + " " + news));
    }

    private void turn() {
        StepVerifier.create(watch.run()).expectNext(false).verifyComplete();
    }

    @Test
    void whatIsThereAlreadyIsToldWithTheNextLook() {
        database.put("a", "1");
        waitAt("a");

        turn();

        assertThat(told).containsExactly("a 1");
    }

    @Test
    void whatComesLaterIsToldOnce() {
        waitAt("a");
        turn();
        database.put("a", "1");
        assertThat(told).isEmpty();

        turn();
        database.put("a", "2");
        turn();

        assertThat(told).containsExactly("a 1");
        assertThat(watch.waiters()).isZero();
    }

    @Test
    void oneLookIsForAllWhoWaitHoweverManyAreAtOnePlace() {
        waitAt("a");
        waitAt("b");
        waitAt("b");
        database.put("b", "1");

        turn();

        assertThat(looks).containsExactly(Set.of("a", "b"));
        assertThat(told).containsExactly("b 1", "b 1");
    }

    @Test
    void nobodyLooksForThoseWhoWaitNoMore() {
        Disposable gone = waitAt("a");
        waitAt("b");
        waitAt("b").dispose();
        gone.dispose();

        turn();

        assertThat(looks).containsExactly(Set.of("b"));
    }

    @Test
    void whileNobodyWaitsNobodyLooks() {
        turn();
        waitAt("a").dispose();
        turn();
        assertThat(looks).isEmpty();

        waitAt("a");
        turn();
        assertThat(looks).hasSize(1);
    }

    @Test
    void whoTakesOneThingAfterTheOtherIsLookedForOncePerTurn() {
        database.put("a", "b");
        database.put("b", "c");
        watch.after("a").flatMap(watch::after).flatMap(watch::after).subscribe(told::add);

        turn();
        turn();
        turn();

        assertThat(looks).containsExactly(Set.of("a"), Set.of("b"), Set.of("c"));
    }

    @Test
    void afterALookThatFailedComesAnother() {
        waitAt("a");
        database.put("a", "1");
        answer = Mono.error(new IllegalStateException("the database is out of reach"));
        StepVerifier.create(watch.run()).verifyError(IllegalStateException.class);
        assertThat(told).isEmpty();

        answer = Mono.empty();
        turn();

        assertThat(told).containsExactly("a 1");
    }

    @Test
    void whoTakesNothingHoldsUpNobody() {
        database.put("a", "1");
        database.put("b", "1");
        StepVerifier.Step<String> slow = StepVerifier.create(watch.after("a"), 0);

        slow.then(
                        () -> {
                            waitAt("b");
                            turn();
                            assertThat(told).containsExactly("b 1");
                            turn();
                            assertThat(looks).containsExactly(Set.of("a", "b"));
                        })
                .thenRequest(1)
                .expectNext("1")
                .verifyComplete();
    }

    @Test
    void whoComesToAPlaceWhileItIsLookedForIsToldAsWell() {
        Sinks.Empty<Void> gate = Sinks.empty();
        answer = gate.asMono();
        database.put("a", "1");
        Disposable first = waitAt("a");
        StepVerifier.create(watch.run())
                .then(
                        () -> {
                            first.dispose();
                            waitAt("a");
                            var _ = gate.tryEmitEmpty();
                        })
                .expectNext(false)
                .verifyComplete();

        assertThat(told).containsExactly("a 1");
    }
}
