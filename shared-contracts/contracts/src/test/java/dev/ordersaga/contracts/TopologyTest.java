package dev.ordersaga.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Topology.Binding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is declared at the broker. */
class TopologyTest {

    @ParameterizedTest
    @EnumSource
    void aMessageThatFailsIsReachedByItsKeyAndComesBack(WorkQueue queue) {
        String name = queue.queueName();
        assertThat(Topology.of(queue, 2).bindings())
                .filteredOn(binding -> binding.exchange().equals(Exchanges.DEAD_LETTERS))
                .containsExactlyInAnyOrder(
                        new Binding(Exchanges.DEAD_LETTERS, name, name + ".dead"),
                        new Binding(Exchanges.DEAD_LETTERS, name + ".retry.1", name + ".retry.1"),
                        new Binding(Exchanges.DEAD_LETTERS, name + ".retry.2", name + ".retry.2"),
                        new Binding(Exchanges.DEAD_LETTERS, name + ".replay", name));
    }

    @Test
    void theWholeHasEveryWorkQueueWithWhatBelongsToIt() {
        List<String> names = Topology.whole().queues().stream().map(Topology.Queue::name).toList();

        assertThat(names).doesNotHaveDuplicates().contains(Topology.DEAD_LETTERS_TURN);
        assertThat(names).hasSize(1 + WorkQueue.values().length * (2 + Topology.RETRIES));
    }

    @Test
    void everyEventHasItsKeyAmongTheEventsKeys() {
        assertThat(Samples.all())
                .extracting(TargetEventMessage::message)
                .filteredOn(Event.class::isInstance)
                .extracting(message -> ((Event) message).routingKey())
                .containsExactlyInAnyOrderElementsOf(Event.ROUTING_KEYS);
    }
}
