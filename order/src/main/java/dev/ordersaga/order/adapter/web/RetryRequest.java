package dev.ordersaga.order.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /sagas/{txId}/retry}.
 *
 * @param reason for the timeline of the saga
 */
record RetryRequest(
        @NotBlank @Size(max = 500) @Schema(example = "payment's database is back")
                @Nullable String reason) {}
