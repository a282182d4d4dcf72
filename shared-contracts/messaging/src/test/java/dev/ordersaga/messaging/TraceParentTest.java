package dev.ordersaga.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.util.context.Context;

class TraceParentTest {

    private static final String VALID = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void aValidTraceIsContinued() {
        assertThat(TraceParent.continueOrStart(VALID)).isEqualTo(VALID);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nx: y"
            })
    void anyOtherIsReplacedByANewOne(String header) {
        String started = TraceParent.continueOrStart(header);
        assertThat(started).isNotEqualTo(header).hasSize(VALID.length());
        assertThat(TraceParent.continueOrStart(started)).isEqualTo(started);
    }

    @Test
    void theContextCarriesIt() {
        assertThat(TraceParent.in(TraceParent.into(Context.empty(), VALID))).isEqualTo(VALID);
        assertThat(TraceParent.in(TraceParent.into(Context.empty(), null))).isNull();
    }
}
