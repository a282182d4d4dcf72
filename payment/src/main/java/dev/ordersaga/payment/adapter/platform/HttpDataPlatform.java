package dev.ordersaga.payment.adapter.platform;

import dev.ordersaga.payment.application.DataPlatform;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.util.UUID;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * The data platform's HTTP API: {@code POST /payments}, told apart by {@code Idempotency-Key}.
 *
 * <p>Any status but 2xx is an error, and so is an answer that takes too long: whoever called tries
 * again, under the same key.
 */
public final class HttpDataPlatform implements DataPlatform {

    private final WebClient http;
    private final DataPlatformProperties settings;

    /**
     * Calls nothing yet.
     *
     * @param loop calls and hears the answers; not to be blocked
     */
    public HttpDataPlatform(DataPlatformProperties settings, EventLoop loop) {
        this.settings = settings;
        HttpClient client =
                HttpClient.create()
                        .runOn(loop)
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                Math.toIntExact(settings.connectTimeout().toMillis()))
                        .responseTimeout(settings.responseTimeout());
        this.http =
                WebClient.builder()
                        .baseUrl(settings.url())
                        .clientConnector(new ReactorClientHttpConnector(client))
                        .build();
    }

    @Override
    public Mono<Void> tell(Notice notice) {
        return http.post()
                .uri("/payments")
                .header("Idempotency-Key", notice.idempotencyKey())
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Body.of(notice))
                .retrieve()
                .onStatus(HttpDataPlatform::isRefused, ClientResponse::createException)
                .toBodilessEntity()
                .timeout(settings.connectTimeout().plus(settings.responseTimeout()))
                .then();
    }

    private static boolean isRefused(HttpStatusCode status) {
        return !status.is2xxSuccessful();
    }

    /**
     * What the platform reads.
     *
     * @param price whole number of the currency's minor units
     */
    record Body(
            UUID orderNumber,
            String buyerName,
            long price,
            String currency,
            UUID paymentId,
            Instant time,
            Fact type) {

        static Body of(Notice notice) {
            return new Body(
                    notice.orderNumber(),
                    notice.buyerName(),
                    notice.price().amount(),
                    notice.price().currency(),
                    notice.paymentId(),
                    notice.time(),
                    notice.fact());
        }
    }
}
