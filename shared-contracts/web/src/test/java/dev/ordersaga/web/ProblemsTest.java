package dev.ordersaga.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.Overloaded;
import dev.ordersaga.messaging.TraceParent;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

class ProblemsTest {

    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final WebTestClient web =
            WebTestClient.bindToController(new Faulty())
                    .controllerAdvice(new Problems())
                    .webFilter(new WebAutoConfiguration().traceFilter())
                    .httpMessageCodecs(
                            new WebAutoConfiguration().bodies()::configureHttpMessageCodecs)
                    .configureClient()
                    .responseTimeout(Duration.ofSeconds(30))
                    .build();

    @Test
    void aBugTellsNothingOfTheInside() {
        String body = problem("/bug", HttpStatus.INTERNAL_SERVER_ERROR, "internal-server-error");
        assertThat(body).doesNotContain("secret").doesNotContain("Exception").doesNotContain("at ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/outage", "/no-transaction", "/lost-commit", "/lost-connection", "/locked"})
    void aDatabaseThatIsOutOfReachIsToBeTriedAgain(String path) {
        assertThat(problem(path, HttpStatus.SERVICE_UNAVAILABLE, "service-unavailable"))
                .doesNotContain("secret");
        web.get().uri(path).exchange().expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "1");
    }

    @Test
    void whatIsTooMuchIsToBeTriedAgain() {
        problem("/overload", HttpStatus.SERVICE_UNAVAILABLE, "service-unavailable");
        web.get()
                .uri("/overload")
                .exchange()
                .expectHeader()
                .valueEquals(HttpHeaders.RETRY_AFTER, "1");
    }

    @Test
    void aRefusalKeepsItsName() {
        assertThat(problem("/conflict", HttpStatus.CONFLICT, "taken")).contains("It is taken.");
    }

    @Test
    void anIdOfBlanksIsUnreadable() {
        assertThat(problem(URI.create("/ids/%20"), HttpStatus.BAD_REQUEST, "unreadable-request"))
                .contains("The path has no id.");
    }

    @Test
    void whatTheFirewallRejectsLateIsUnreadable() {
        assertThat(problem("/rejected", HttpStatus.BAD_REQUEST, "unreadable-request"))
                .doesNotContain("secret");
    }

    @Test
    void moreFormsThanCanBeSortedAreNotAcceptable() {
        assertThat(problem("/forms", HttpStatus.NOT_ACCEPTABLE, "not-acceptable"))
                .doesNotContain("secret");
    }

    @Test
    void aPathThatIsNoNumberIsUnreadable() {
        problem("/numbers/x", HttpStatus.BAD_REQUEST, "unreadable-request");
    }

    @Test
    void aMethodThatIsNotThereIsNotAllowed() {
        web.delete()
                .uri("/bug")
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.METHOD_NOT_ALLOWED)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:method-not-allowed");
    }

    @Test
    void aBodyThatIsNotJsonIsUnreadable() {
        web.post()
                .uri("/names")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:unreadable-request");
    }

    @ParameterizedTest
    @CsvSource({"65536, 200", "65537, 413"})
    void aBodyMayHave64KiB(int bytes, int status) {
        String name = "{\"name\":\"x\"}";
        String answer =
                web.post()
                        .uri("/names")
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(name + " ".repeat(bytes - name.length()))
                        .exchange()
                        .expectStatus()
                        .isEqualTo(status)
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody();
        assertThat(answer).contains(status == 200 ? "x" : "urn:order-saga:problem:body-too-large");
    }

    @Test
    void theTraceOfTheCallerIsTakenUp() {
        assertThat(trace(TRACE)).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331"})
    void aTraceIsBegunWhereTheCallerHasNone(String header) {
        assertThat(trace(header)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    private String trace(String header) {
        return web.get()
                .uri("/trace")
                .header(TraceParent.HEADER, header)
                .exchange()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private String problem(String path, HttpStatus status, String name) {
        return problem(URI.create(path), status, name);
    }

    private String problem(URI path, HttpStatus status, String name) {
        byte[] body =
                web.get()
                        .uri(path)
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

    @RestController
    static final class Faulty {

        record Name(String name) {}

        @GetMapping("/bug")
        Mono<String> bug() {
            return Mono.error(new IllegalStateException("secret"));
        }

        @GetMapping("/outage")
        Mono<String> outage() {
            return Mono.error(new DataAccessResourceFailureException("secret"));
        }

        @GetMapping("/no-transaction")
        Mono<String> noTransaction() {
            return Mono.error(new CannotCreateTransactionException("secret"));
        }

        @GetMapping("/lost-commit")
        Mono<String> lostCommit() {
            return Mono.error(new TransactionSystemException("secret"));
        }

        @GetMapping("/lost-connection")
        Mono<String> lostConnection() {
            return Mono.error(new R2dbcNonTransientResourceException("secret"));
        }

        @GetMapping("/locked")
        Mono<String> locked() {
            return Mono.error(new QueryTimeoutException("secret"));
        }

        @GetMapping("/overload")
        Mono<String> overload() {
            return Mono.error(new Overloaded());
        }

        @GetMapping("/conflict")
        Mono<String> conflict() {
            return Mono.error(Problem.conflict("taken", "It is taken."));
        }

        @GetMapping("/ids/{id}")
        Mono<String> id(@PathVariable UUID id) {
            return Mono.just(id.toString());
        }

        @GetMapping("/rejected")
        Mono<String> rejected() {
            return Mono.error(new ServerExchangeRejectedException("secret"));
        }

        @GetMapping("/forms")
        Mono<String> forms() {
            return Mono.error(new InvalidMimeTypeException("secret", "secret"));
        }

        @GetMapping("/numbers/{number}")
        Mono<Long> number(@PathVariable long number) {
            return Mono.just(number);
        }

        @PostMapping("/names")
        Mono<String> name(@RequestBody Name name) {
            return Mono.just(name.name());
        }

        @GetMapping("/trace")
        Mono<String> trace() {
            return Mono.deferContextual(context -> Mono.justOrEmpty(TraceParent.in(context)));
        }
    }
}
