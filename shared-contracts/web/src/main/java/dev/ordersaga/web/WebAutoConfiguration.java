package dev.ordersaga.web;

import dev.ordersaga.messaging.TraceParent;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.server.WebFilter;

/** Makes problem documents and traces part of every HTTP API. */
@AutoConfiguration(before = WebFluxAutoConfiguration.class)
class WebAutoConfiguration {

    @Bean
    Problems problems() {
        return new Problems();
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
}
