package dev.ordersaga.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes refusals that come before any controller, as the same documents as all others. */
public final class ProblemWriter {

    private final JsonMapper json;

    public ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** Answers with the problem. */
    public Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(problem.getStatusCode());
        HttpHeaders headers = response.getHeaders();
        headers.addAll(problem.getHeaders());
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        ProblemDetail body = problem.getBody();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", String.valueOf(body.getType()));
        document.put("title", String.valueOf(body.getTitle()));
        document.put("status", body.getStatus());
        document.put("detail", String.valueOf(body.getDetail()));
        document.put("instance", exchange.getRequest().getPath().value());
        DataBuffer bytes = response.bufferFactory().wrap(json.writeValueAsBytes(document));
        return response.writeWith(Mono.just(bytes));
    }
}
