package dev.ordersaga.order.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ordersaga.contracts.CommandId;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.messaging.Deadlines;
import dev.ordersaga.order.application.RetrySaga.Outcome.Ended;
import dev.ordersaga.order.application.RetrySaga.Outcome.Sent;
import dev.ordersaga.order.saga.CancelOrderSaga;
import dev.ordersaga.order.saga.SagaPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An operator has a saga's awaited command sent again. */
class RetrySagaTest {

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
    private static final UUID TX = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final UUID ORDER = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8058");
    private static final int MANY = 9;

    private final InMemory world = new InMemory();
    private final RetrySaga retrySaga =
            new RetrySaga(
                    world.sagaPort,
                    world.timelinePort,
                    world.outboxPort,
                    world.transactions,
                    new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(20)),
                    Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void theAwaitedCommandIsSentUnderTheSameId() {
        stands(CancelOrderSaga.Step.REFUND);

        assertThat(retry()).isInstanceOf(Sent.class);

        assertThat(world.sent).hasSize(1);
        assertThat(world.sent.getFirst().messageId())
                .isEqualTo(CommandId.action(TX, "payment.refund"));
        assertThat(((TargetEventMessage) world.sent.getFirst().body()).message())
                .isEqualTo(world.sagas.get(TX).saga().command());
    }

    @Test
    void theTimelineTellsWhoWhyAndWhenAndWhatWasSent() {
        stands(CancelOrderSaga.Step.REFUND);

        retry();

        assertThat(world.entries)
                .extracting(
                        TimelineEntry::outcome,
                        TimelineEntry::reason,
                        TimelineEntry::by,
                        TimelineEntry::at)
                .containsExactly(
                        tuple("RETRIED", "it is healed", "Kim", NOON),
                        tuple("Refund", null, null, NOON));
        assertThat(world.sagas.get(TX).entries()).isEqualTo(2);
    }

    @Test
    void theSagaWaitsFromNowOnAndIsStuckUntilItIsAnswered() {
        stands(CancelOrderSaga.Step.REFUND);

        retry();

        assertThat(world.sagas.get(TX).deadline()).isEqualTo(NOON.plusSeconds(20));
        assertThat(world.sagas.get(TX).saga().sends()).isEqualTo(MANY);
        assertThat(world.sagas.get(TX).saga().phase()).isEqualTo(SagaPhase.COMPENSATION_STUCK);
    }

    @Test
    void aSagaThatHasEndedSendsNothing() {
        stands(CancelOrderSaga.Step.CANCELLED);

        assertThat(retry()).isInstanceOf(Ended.class);

        assertThat(world.sent).isEmpty();
        assertThat(world.entries).isEmpty();
    }

    @Test
    void thereMayBeNoSuchSaga() {
        assertThat(retry()).isNull();
    }

    private RetrySaga.Outcome retry() {
        return retrySaga.handle(TX, "Kim", "it is healed").block();
    }

    private void stands(CancelOrderSaga.Step step) {
        CancelOrderSaga saga = new CancelOrderSaga(TX, ORDER, step, MANY, null);
        Instant deadline = saga.step().isEnd() ? null : NOON.plusSeconds(1);
        world.sagas.put(TX, new RunningSaga(saga, 0, deadline, Instant.EPOCH, Instant.EPOCH));
    }
}
