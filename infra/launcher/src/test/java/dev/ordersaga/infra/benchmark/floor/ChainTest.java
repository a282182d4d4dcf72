package dev.ordersaga.infra.benchmark.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChainTest {

    @Test
    void aMessageIsReadAsItWasWritten() {
        byte[] body = Chain.body(0x1234_5678_9abc_def0L, 7).getBytes(StandardCharsets.US_ASCII);
        assertThat(Chain.Message.read(5, body))
                .isEqualTo(new Chain.Message(5, 0x1234_5678_9abc_def0L, 7));
    }

    @Test
    void commandsGoToTheParticipantsAndAnswersToTheOrder() {
        assertThat(IntStream.rangeClosed(1, Chain.LAST_STEP).mapToObj(Chain::queue))
                .containsExactly(
                        "floor.user",
                        "floor.order",
                        "floor.kitchen",
                        "floor.order",
                        "floor.payment",
                        "floor.order",
                        "floor.kitchen",
                        "floor.order");
    }
}
