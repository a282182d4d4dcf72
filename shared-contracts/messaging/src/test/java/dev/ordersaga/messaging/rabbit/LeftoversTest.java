package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.messaging.store.OutboxMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A broker that takes nothing may be told of a thousand times a second, and the log once. */
@ExtendWith(OutputCaptureExtension.class)
class LeftoversTest {

    private static final NotConfirmed CLOSED = new NotConfirmed("the channel was closed");

    private final Leftovers leftovers = new Leftovers();

    @Test
    void ofEachReasonThereIsOneLine(CapturedOutput log) {
        for (int i = 0; i < 1_000; i++) {
            leftovers.add(message("a-" + i), NotConfirmed.unroutable("saga.commands", "user.x"));
        }
        leftovers.add(message("b-0"), CLOSED);

        leftovers.tell();

        assertThat(lines(log))
                .hasSize(2)
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains(" WARN ", "1000", "saga.commands user.x", "a-0")
                                        .doesNotContain("a-1"))
                .anySatisfy(line -> assertThat(line).contains("channel was closed", "b-0"));
    }

    @Test
    void whatHasBeenToldIsNotToldAgain(CapturedOutput log) {
        leftovers.add(message("a-0"), CLOSED);
        leftovers.tell();
        leftovers.tell();
        assertThat(lines(log)).hasSize(1);

        leftovers.add(message("a-1"), CLOSED);
        leftovers.tell();

        assertThat(lines(log)).hasSize(2).last().asString().contains("a-1").doesNotContain("a-0");
    }

    private static List<String> lines(CapturedOutput log) {
        return log.getOut().lines().filter(line -> line.contains("outbox")).toList();
    }

    private static OutboxMessage message(String id) {
        return new OutboxMessage("saga.commands", "user.x", id, "tx", "X", true, null, "{}");
    }
}
