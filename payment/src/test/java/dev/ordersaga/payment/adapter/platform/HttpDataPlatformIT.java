package dev.ordersaga.payment.adapter.platform;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.payment.application.DataPlatform;
import dev.ordersaga.payment.application.DataPlatform.Fact;
import dev.ordersaga.payment.application.DataPlatform.Notice;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;
import reactor.test.StepVerifier;

class HttpDataPlatformIT {

    @RegisterExtension
    static final WireMockExtension PLATFORM =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final LoopResources LOOPS = LoopResources.create("test", 1, true);
    private static final EventLoop LOOP = LOOPS.onClient(false).next();

    private static final Notice NOTICE =
            new Notice(
                    "01990000-0000-7000-8000-000000000003:completed",
                    Fact.COMPLETED,
                    UUID.fromString("01990000-0000-7000-8000-000000000002"),
                    UUID.fromString("01990000-0000-7000-8000-000000000003"),
                    "Kim",
                    new Money(44_000, "KRW"),
                    Instant.parse("2026-01-02T12:00:00.123456Z"));

    @AfterAll
    static void endTheLoops() {
        LOOPS.dispose();
    }

    @Test
    void aPaymentIsToldUnderItsIdempotencyKey() {
        answerWith(aResponse().withStatus(200));

        StepVerifier.create(platform().tell(NOTICE)).verifyComplete();

        PLATFORM.verify(
                1,
                postRequestedFor(urlEqualTo("/payments"))
                        .withHeader("Idempotency-Key", equalTo(NOTICE.idempotencyKey()))
                        .withRequestBody(
                                equalToJson(
                                        """
                                        {
                                          "orderNumber": "01990000-0000-7000-8000-000000000002",
                                          "buyerName": "Kim",
                                          "price": 44000,
                                          "currency": "KRW",
                                          "paymentId": "01990000-0000-7000-8000-000000000003",
                                          "time": "2026-01-02T12:00:00.123456Z",
                                          "type": "COMPLETED"
                                        }
                                        """)));
    }

    @Test
    void theAnswerIsHandedToNoOtherThread() {
        answerWith(aResponse().withStatus(200));

        StepVerifier.create(platform().tell(NOTICE).then(Mono.fromSupplier(LOOP::inEventLoop)))
                .expectNext(true)
                .verifyComplete();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 500, 503})
    void anyStatusButASuccessIsAnError(int status) {
        answerWith(aResponse().withStatus(status));

        StepVerifier.create(platform().tell(NOTICE))
                .verifyErrorMatches(
                        error ->
                                error instanceof WebClientResponseException response
                                        && response.getStatusCode().value() == status);
    }

    @Test
    void aPlatformThatDoesNotAnswerInTimeIsAnError() {
        answerWith(aResponse().withStatus(200).withFixedDelay(20_000));

        StepVerifier.create(platform(PLATFORM.baseUrl(), Duration.ofMillis(200)).tell(NOTICE))
                .verifyError();
    }

    @Test
    void aPlatformThatHangsUpIsAnError() {
        answerWith(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        StepVerifier.create(platform().tell(NOTICE)).verifyError(WebClientRequestException.class);
    }

    @Test
    void aPlatformThatIsNotThereIsAnError() {
        StepVerifier.create(platform("http://127.0.0.1:1", PATIENT).tell(NOTICE))
                .verifyError(WebClientRequestException.class);
    }

    private static void answerWith(ResponseDefinitionBuilder response) {
        PLATFORM.stubFor(post("/payments").willReturn(response));
    }

    private static DataPlatform platform() {
        return platform(PLATFORM.baseUrl(), PATIENT);
    }

    private static DataPlatform platform(String url, Duration responseTimeout) {
        return new HttpDataPlatform(
                new DataPlatformProperties(url, PATIENT, responseTimeout), LOOP);
    }
}
