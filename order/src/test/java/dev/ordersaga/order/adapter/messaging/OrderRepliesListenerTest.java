package dev.ordersaga.order.adapter.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.EventMessage.ErrorEventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.Reply;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.messaging.Deadlines;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.order.application.Admission;
import dev.ordersaga.order.application.AdvanceSaga;
import dev.ordersaga.order.application.InMemory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class OrderRepliesListenerTest {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final UUID VERIFIED = UUID.randomUUID();
    private static final UUID APPROVED = UUID.randomUUID();
    private static final UUID GIVEN_UP = UUID.randomUUID();
    private static final UUID ORDER = UUID.randomUUID();

    private final InMemory world = new InMemory();
    private final OrderRepliesListener listener =
            new OrderRepliesListener(
                    new AdvanceSaga(
                            world.orderPort,
                            world.sagaPort,
                            world.timelinePort,
                            world.outboxPort,
                            new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(20)),
                            new Admission(CLOCK, new Random(1)),
                            CLOCK));

    @Test
    void ordersThatWereApprovedAreAskedForTogetherWithTheSagas() {
        StepVerifier.create(
                        listener.prefetch(
                                List.of(
                                        reply(new UserVerified(7, "Kim"), VERIFIED),
                                        reply(new TicketApproved(ORDER), APPROVED),
                                        incoming(
                                                new ErrorEventMessage(
                                                        Target.ORDER_CREATION, GIVEN_UP, "full"),
                                                GIVEN_UP))))
                .verifyComplete();

        assertThat(world.journal)
                .startsWith(
                        "sagas " + List.of(VERIFIED, APPROVED, GIVEN_UP),
                        "orders " + List.of(ORDER),
                        "saga " + VERIFIED);
    }

    private static Incoming<EventMessage> reply(Reply reply, UUID txId) {
        return incoming(new TargetEventMessage(Target.ORDER_CREATION, txId, reply), txId);
    }

    private static Incoming<EventMessage> incoming(EventMessage body, UUID txId) {
        return new Incoming<>(Target.ORDER_CREATION, txId, txId + ":reply", txId.toString(), body);
    }
}
