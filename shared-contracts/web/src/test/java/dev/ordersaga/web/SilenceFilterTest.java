package dev.ordersaga.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

class SilenceFilterTest {

    private final AtomicBoolean silent = new AtomicBoolean();
    private final SilenceFilter filter =
            new SilenceFilter(_ -> silent.get(), new ProblemWriter(JsonMapper.shared()));
    private final MockServerWebExchange exchange =
            MockServerWebExchange.from(MockServerHttpRequest.get("/orders"));

    @Test
    void aRequestThatWaitsIsAnsweredOnceTheDatabaseHasFallenSilent() {
        AtomicBoolean cancelled = new AtomicBoolean();
        Mono<Void> never = Mono.<Void>never().doOnCancel(() -> cancelled.set(true));

        StepVerifier.create(filter.filter(exchange, _ -> never))
                .then(this::look)
                .then(() -> assertThat(cancelled).isFalse())
                .then(() -> silent.set(true))
                .then(this::look)
                .verifyComplete();

        MockServerHttpResponse response = exchange.getResponse();
        assertThat(response.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(response.getHeaders().getFirst("Retry-After")).isEqualTo("1");
        assertThat(response.getHeaders().getContentType())
                .isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(response.getBodyAsString().block())
                .contains("urn:order-saga:problem:service-unavailable");
        assertThat(cancelled).isTrue();
    }

    @Test
    void whoNeedsNoDatabaseIsAnsweredAlsoThen() {
        silent.set(true);

        StepVerifier.create(filter.filter(exchange, answer(HttpStatus.OK))).verifyComplete();
        look();

        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.OK);
    }

    @Test
    void aFailureStaysWhatItIs() {
        StepVerifier.create(
                        filter.filter(
                                exchange, _ -> Mono.error(new IllegalStateException("a bug"))))
                .verifyErrorMessage("a bug");
    }

    @Test
    void aStreamThatHasBegunGoesOn() {
        silent.set(true);
        Sinks.Empty<Void> end = Sinks.empty();
        WebFilterChain stream = begun -> begun.getResponse().setComplete().then(end.asMono());

        StepVerifier.create(filter.filter(exchange, stream))
                .then(this::look)
                .then(() -> assertThat(end.tryEmitEmpty()).isEqualTo(Sinks.EmitResult.OK))
                .verifyComplete();

        assertThat(exchange.getResponse().getStatusCode()).isNull();
    }

    private void look() {
        StepVerifier.create(filter.run()).expectNext(false).verifyComplete();
    }

    private static WebFilterChain answer(HttpStatus status) {
        return asked -> Mono.fromRunnable(() -> asked.getResponse().setStatusCode(status));
    }
}
