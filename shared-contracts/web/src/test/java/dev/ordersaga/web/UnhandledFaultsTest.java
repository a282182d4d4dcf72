package dev.ordersaga.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

class UnhandledFaultsTest {

    private final WebTestClient web =
            WebTestClient.bindToApplicationContext(
                            new AnnotationConfigApplicationContext(Service.class))
                    .configureClient()
                    .responseTimeout(Duration.ofSeconds(30))
                    .build();

    @ParameterizedTest
    @CsvSource({
        "/problem, 409, taken",
        "/status, 418, i-am-a-teapot",
        "/bug, 500, internal-server-error"
    })
    void whatAFilterRefusesIsAProblemDocument(String path, int status, String name) {
        assertThat(problem(path, MediaType.ALL_VALUE, status, name)).doesNotContain("secret");
    }

    static Stream<String> forms() {
        return Stream.of(
                "text/html",
                "application/problem+json",
                "application/x-ndjson",
                "*/*;q=0",
                "*/*;q=7",
                ";;;",
                "a/b,".repeat(60) + "*/*");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void anAnswerIsJsonWhateverTheClientWouldRatherHave(String accept) {
        problem("/refused", accept, 409, "taken");
        web.get()
                .uri("/name")
                .header(HttpHeaders.ACCEPT, accept)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType(MediaType.APPLICATION_JSON)
                .expectBody()
                .json("[{\"name\":\"Kim\"}]");
    }

    @Test
    void aStreamIsAStream() {
        web.get()
                .uri("/events")
                .accept(MediaType.APPLICATION_JSON)
                .exchange()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM);
    }

    private String problem(String path, String accept, int status, String name) {
        byte[] body =
                web.get()
                        .uri(path)
                        .header(HttpHeaders.ACCEPT, accept)
                        .exchange()
                        .expectStatus()
                        .isEqualTo(status)
                        .expectHeader()
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .expectBody()
                        .jsonPath("$.type")
                        .isEqualTo("urn:order-saga:problem:" + name)
                        .returnResult()
                        .getResponseBody();
        return new String(body, StandardCharsets.UTF_8);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableWebFlux
    @Import({Problems.class, Named.class})
    static class Service {

        @Bean
        WebExceptionHandler faults() {
            return new UnhandledFaults(new ProblemWriter(JsonMapper.shared()));
        }

        @Bean
        WebFluxConfigurer bodies() {
            return new WebAutoConfiguration().bodies();
        }

        @Bean
        WebFilter faulty() {
            return (exchange, chain) ->
                    switch (exchange.getRequest().getPath().value()) {
                        case "/problem" -> Mono.error(Problem.conflict("taken", "It is taken."));
                        case "/status" ->
                                Mono.error(
                                        new ResponseStatusException(
                                                HttpStatus.I_AM_A_TEAPOT, "secret"));
                        case "/bug" -> Mono.error(new IllegalStateException("secret"));
                        default -> chain.filter(exchange);
                    };
        }
    }

    @RestController
    static class Named {

        record Name(String name) {}

        @GetMapping("/name")
        Flux<Name> name() {
            return Flux.just(new Name("Kim"));
        }

        @GetMapping("/refused")
        Mono<Name> refused() {
            return Mono.error(Problem.conflict("taken", "It is taken."));
        }

        @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<ServerSentEvent<Name>> events() {
            return Flux.just(ServerSentEvent.builder(new Name("Kim")).build());
        }
    }
}
