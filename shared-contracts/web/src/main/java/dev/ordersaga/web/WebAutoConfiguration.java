package dev.ordersaga.web;

import dev.ordersaga.messaging.DatabasePulse;
import dev.ordersaga.messaging.TraceParent;
import dev.ordersaga.web.stream.StreamSettings;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.accept.RequestedContentTypeResolverBuilder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.server.WebFilter;
import tools.jackson.databind.json.JsonMapper;

/** Makes problem documents, traces and an OpenAPI document part of every HTTP API. */
@AutoConfiguration(before = WebFluxAutoConfiguration.class)
@EnableConfigurationProperties(StreamSettings.class)
class WebAutoConfiguration {

    /** Bodies are read into memory, and not beyond this. */
    static final int BODY_BYTES = 64 * 1024;

    @Bean
    Problems problems() {
        return new Problems();
    }

    @Bean
    WebFluxConfigurer bodies() {
        return new WebFluxConfigurer() {
            @Override
            public void configureHttpMessageCodecs(ServerCodecConfigurer codecs) {
                codecs.defaultCodecs().maxInMemorySize(BODY_BYTES);
            }

            /**
             * Every answer has one form, and that is what is sent, whatever a client would rather
             * have (RFC 9110, section 12.5.1): nobody is left without the answer, or without the
             * reason of a refusal, for a header.
             */
            @Override
            public void configureContentTypeResolver(RequestedContentTypeResolverBuilder forms) {
                forms.fixedResolver(MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM);
            }
        };
    }

    /** What heads the service's OpenAPI document, at {@code /v3/api-docs}. */
    @Bean
    OpenAPI openApi(@Value("${spring.application.name}") String service) {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Order Saga: " + service)
                                .version("1")
                                .description(
                                        "Amounts are whole numbers of the currency's minor units."
                                                + " Errors are problem documents (RFC 9457)."));
    }

    /** A request that would wait for a silent database is refused. */
    @Bean
    SilenceFilter silenceFilter(ObjectProvider<DatabasePulse> pulse, JsonMapper json) {
        return new SilenceFilter(pulse.getIfAvailable(() -> _ -> false), new ProblemWriter(json));
    }

    /** Takes up the trace of the caller, or begins one, for the messages that a request causes. */
    @Bean
    WebFilter traceFilter() {
        return (exchange, chain) -> {
            String header = exchange.getRequest().getHeaders().getFirst(TraceParent.HEADER);
            return chain.filter(exchange)
                    .contextWrite(
                            context ->
                                    TraceParent.into(context, TraceParent.continueOrStart(header)));
        };
    }

    @Bean
    WebExceptionHandler unhandledFaults(JsonMapper json) {
        return new UnhandledFaults(new ProblemWriter(json));
    }
}
