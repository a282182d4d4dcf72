package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import dev.ordersaga.contracts.EventMessage;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.store.InboxTable;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;

/** Replies that have arrived together, some of them again. */
class ReplyBatchesIT {

    private final Stage stage = new Stage();
    private final Orchestrator orchestrator = new LoadingOrchestrator();
    private Handling handling;

    @BeforeEach
    void start() {
        ApplicationContext service = stage.start();
        handling =
                new TransactionalHandling(
                        List.of(new ReplyHandling<>(orchestrator)),
                        service.getBean(Transactions.class),
                        service.getBean(InboxTable.class),
                        100);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void whatComesAgainIsLoadedWithTheOthersAsTheOrchestratorIsToldOfIt() {
        handle("r-1", "r-2");

        handle("r-2", "r-3", "r-2");

        assertThat(orchestrator.heard())
                .containsExactly(
                        "load [r-1, r-2]",
                        "reply r-1",
                        "reply r-2",
                        "load [r-2, r-3, r-2]",
                        "again r-2",
                        "reply r-3",
                        "again r-2");
    }

    private void handle(String... ids) {
        handling.handle(Stream.of(ids).map(ReplyBatchesIT::reply).toList()).block(Wire.LONG);
    }

    private static Received reply(String id) {
        MessageCodec codec = new MessageCodec();
        byte[] body =
                codec.write(
                        new TargetEventMessage(
                                Target.PAYMENT, Wire.TX, new PointsUsed(Wire.ORDER)));
        Envelope envelope = new Envelope(1, false, "", "payment.user.points.use");
        return Received.read(
                WorkQueue.PAYMENT_REPLIES, new Delivery(envelope, Wire.command(id), body), codec);
    }

    /** Notes as well what it is to load. */
    private static final class LoadingOrchestrator extends Orchestrator {

        @Override
        public Mono<Void> prefetch(List<Incoming<EventMessage>> batch) {
            return hear("load " + batch.stream().map(Incoming::messageId).toList());
        }
    }
}
