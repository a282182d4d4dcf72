package dev.ordersaga.infra.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.infra.run.Service;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each service may do what its part of the sagas needs, and no more. */
class BrokerRightsTest {

    @ParameterizedTest
    @EnumSource
    void everyServiceReadsItsOwnWorkQueuesAndOnlyOneReadsDeadLetters(Service service) {
        String read = BrokerRights.of(service).read();

        for (WorkQueue queue : WorkQueue.values()) {
            boolean own = queue.queueName().startsWith(service.id() + ".");
            assertThat(queue.queueName().matches(read)).as(queue.queueName()).isEqualTo(own);
            assertThat(queue.retryQueue(1).matches(read)).isFalse();
            assertThat(queue.deadLetterQueue().matches(read)).isEqualTo(service == Service.ORDER);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyServiceRetriesAndBuriesWhatIsInItsOwnQueues(Service service) {
        String letters = topic(service, Exchanges.DEAD_LETTERS);

        for (WorkQueue queue : WorkQueue.values()) {
            boolean own = queue.queueName().startsWith(service.id() + ".");
            assertThat(queue.queueName().matches(letters)).isEqualTo(own);
            assertThat(queue.retryQueue(3).matches(letters)).isEqualTo(own);
            assertThat(queue.replayKey().matches(letters)).isEqualTo(service == Service.ORDER);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodySendsStraightToAQueue(Service service) {
        assertThat("amq.default").doesNotMatch(BrokerRights.of(service).write());
    }

    @Test
    void participantsOnlyAnswerWhatTheyAreAsked() {
        BrokerRights kitchen = BrokerRights.of(Service.KITCHEN);

        assertThat(kitchen.keys()).containsOnlyKeys(Exchanges.REPLIES, Exchanges.DEAD_LETTERS);
        assertThat(kitchen.keys().get(Exchanges.REPLIES))
                .containsExactlyInAnyOrder(
                        "order.kitchen.ticket.create",
                        "order.kitchen.ticket.approve",
                        "order.kitchen.ticket.reject",
                        "order.kitchen.ticket.cancel");
        assertThat("saga.commands").doesNotMatch(kitchen.write());
        assertThat("user.verify").doesNotMatch(topic(Service.KITCHEN, Exchanges.COMMANDS));
    }

    @Test
    void orchestratorsCommandTheStepsOfTheirOwnSagasAndTellTheirOwnNews() {
        assertThat(BrokerRights.of(Service.PAYMENT).keys())
                .containsEntry(Exchanges.COMMANDS, Set.of("user.points.use", "user.points.restore"))
                .containsEntry(
                        Exchanges.REPLIES, Set.of("order.payment.pay", "order.payment.refund"))
                .containsEntry(Exchanges.EVENTS, Set.of("payment.completed", "payment.refunded"));
        assertThat(BrokerRights.of(Service.ORDER).keys())
                .containsEntry(Exchanges.EVENTS, Set.of("order.status"))
                .doesNotContainKey(Exchanges.REPLIES);
        assertThat("user.verify").matches(topic(Service.ORDER, Exchanges.COMMANDS));
        assertThat("user.points.use").doesNotMatch(topic(Service.ORDER, Exchanges.COMMANDS));
    }

    @Test
    void aDotIsADot() {
        assertThat("userxverify").doesNotMatch(topic(Service.ORDER, Exchanges.COMMANDS));
    }

    private static String topic(Service service, String exchange) {
        return BrokerRights.of(service).topics().getOrDefault(exchange, "");
    }
}
