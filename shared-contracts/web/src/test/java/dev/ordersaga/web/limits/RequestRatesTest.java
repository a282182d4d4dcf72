package dev.ordersaga.web.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.web.ProblemWriter;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Ten requests a second, and twenty at once. */
class RequestRatesTest {

    private final AtomicLong now = new AtomicLong();
    private final TimeMeter time =
            new TimeMeter() {
                @Override
                public long currentTimeNanos() {
                    return now.get();
                }

                @Override
                public boolean isWallClockBased() {
                    return false;
                }
            };
    private final RequestRates rates =
            new RequestRates(
                    new LimitsProperties(10, 20),
                    new ProblemWriter(JsonMapper.builder().build()),
                    time);

    @Test
    void whoAsksTooOftenIsTurnedAwayUntilThereIsRoomAgain() {
        assertThat(passed(30, customer("7"))).isEqualTo(20);

        now.addAndGet(Duration.ofMillis(500).toNanos());

        assertThat(passed(30, customer("7"))).isEqualTo(5);
    }

    @Test
    void theRefusalIsAProblemThatSaysWhenToTryAgain() {
        passed(20, customer("7"));

        MockServerHttpResponse answer = ask(customer("7"));

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(answer.getHeaders().getContentType())
                .isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer.getHeaders().getFirst("Retry-After")).isEqualTo("1");
        assertThat(answer.getBodyAsString().block())
                .contains("urn:order-saga:problem:too-many-requests");
    }

    @Test
    void everyCallerIsCountedApart() {
        passed(20, customer("7"));
        assertThat(passed(20, customer("8"))).isEqualTo(20);
    }

    @Test
    void operatorsAndWhoNeedsNoTokenAreNotCounted() {
        assertThat(passed(100, token("1", "ROLE_OPERATOR"))).isEqualTo(100);
        assertThat(passed(100, null)).isEqualTo(100);
    }

    private long passed(int requests, @Nullable JwtAuthenticationToken caller) {
        return IntStream.range(0, requests)
                .filter(_ -> ask(caller).getStatusCode() == HttpStatus.NO_CONTENT)
                .count();
    }

    private MockServerHttpResponse ask(@Nullable JwtAuthenticationToken caller) {
        var exchange = MockServerWebExchange.builder(MockServerHttpRequest.get("/x"));
        if (caller != null) {
            exchange.principal(caller);
        }
        MockServerWebExchange asked = exchange.build();
        rates.filter(
                        asked,
                        passing -> {
                            passing.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
                            return Mono.empty();
                        })
                .block();
        return asked.getResponse();
    }

    private static JwtAuthenticationToken customer(String subject) {
        return token(subject, "ROLE_CUSTOMER");
    }

    private static JwtAuthenticationToken token(String subject, String authority) {
        Jwt jwt = Jwt.withTokenValue("x").header("alg", "RS256").subject(subject).build();
        return new JwtAuthenticationToken(jwt, AuthorityUtils.createAuthorityList(authority));
    }
}
