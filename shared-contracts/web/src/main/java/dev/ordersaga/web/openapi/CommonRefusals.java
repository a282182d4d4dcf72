package dev.ordersaga.web.openapi;

import dev.ordersaga.web.openapi.Descriptions.Refusal;
import io.swagger.v3.oas.models.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What any operation may answer that takes what it takes. */
final class CommonRefusals {

    private static final List<Refusal> ALWAYS =
            refusals(
                    "401 unauthorized The bearer token is not valid here, or not any more.",
                    "406 not-acceptable The header Accept names too many forms.",
                    "429 too-many-requests This is asked for too often. Try again in a moment.",
                    "503 service-unavailable Try again in a moment.",
                    "503 issuer-unavailable Whether the token is valid cannot be told just now. Try"
                            + " again in a moment.");

    private static final List<Refusal> WITH_INPUT =
            refusals(
                    "400 invalid-request The request has fields that are not valid.",
                    "400 unreadable-request Type mismatch.");

    private static final List<Refusal> WITH_BODY =
            refusals(
                    "413 body-too-large The body may have 65536 bytes at most.",
                    "415 unsupported-media-type Content-Type 'text/plain' is not supported.");

    private CommonRefusals() {}

    static List<Refusal> of(Operation operation) {
        List<Refusal> all = new ArrayList<>(ALWAYS);
        boolean body = operation.getRequestBody() != null;
        if (body || operation.getParameters() != null) {
            all.addAll(WITH_INPUT);
        }
        if (body) {
            all.addAll(WITH_BODY);
        }
        return all;
    }

    private static List<Refusal> refusals(String... lines) {
        return Stream.of(lines).map(Refusal::parse).toList();
    }
}
