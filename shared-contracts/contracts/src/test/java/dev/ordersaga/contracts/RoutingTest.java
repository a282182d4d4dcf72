package dev.ordersaga.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message has one queue that waits for it. */
class RoutingTest {

    static Stream<TargetEventMessage> commands() {
        return Samples.all().stream().filter(sample -> sample.message() instanceof Command);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandAndItsReplyReachOneQueue(TargetEventMessage sample) {
        Command command = (Command) sample.message();
        assertThat(queuesFor(Exchanges.COMMANDS, command.routingKey())).isEqualTo(1);
        assertThat(
                        queuesFor(
                                Exchanges.REPLIES,
                                Exchanges.replyKey(sample.target(), command.routingKey())))
                .isEqualTo(1);
    }

    @Test
    void everyMandatoryEventReachesOneQueue() {
        assertThat(Samples.all())
                .extracting(TargetEventMessage::message)
                .filteredOn(message -> message instanceof Event event && event.mandatory())
                .isNotEmpty()
                .allMatch(event -> queuesFor(Exchanges.EVENTS, ((Event) event).routingKey()) == 1);
    }

    private static long queuesFor(String exchange, String routingKey) {
        return Arrays.stream(WorkQueue.values())
                .filter(queue -> queue.exchange().equals(exchange))
                .filter(queue -> queue.bindingKeys().contains(routingKey))
                .count();
    }
}
