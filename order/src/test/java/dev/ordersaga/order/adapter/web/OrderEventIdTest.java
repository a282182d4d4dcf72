package dev.ordersaga.order.adapter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.web.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderEventIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"0-0", "7-0", "10-4", "9-0-end", "999999999-999999999"})
    void isReadAsItIsWritten(String id) {
        assertThat(OrderEventId.parse(id)).hasToString(id);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void whoHasSeenNothingBegins(String header) {
        assertThat(OrderEventId.parse(header)).isEqualTo(OrderEventId.BEGINNING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "-1-0",
                "7-",
                "7-0-",
                "7-0-END",
                "1e3-0",
                "0x7-0",
                "9999999999-0",
                "\u0667-0",
                "7-0\r\nid: 8-0"
            })
    void whatIsNoIdIsRefused(String header) {
        assertThatThrownBy(() -> OrderEventId.parse(header)).isInstanceOf(Problem.class);
    }

    @Test
    void theEndIsNoStep() {
        assertThat(OrderEventId.parse("7-0")).isNotEqualTo(OrderEventId.parse("7-0-end"));
    }
}
