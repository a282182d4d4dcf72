package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.contracts.Event.OrderStatusChanged;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.messaging.ReplyAddress;
import dev.ordersaga.messaging.Transactions;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A message that no queue takes is kept if somebody must hear it, and forgotten if nobody must. */
@ExtendWith(OutputCaptureExtension.class)
class UnroutableMessagesIT {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void aMandatoryMessageWaitsForItsQueue(CapturedOutput log) throws Exception {
        stage.wire().channel().queueDelete(Wire.REPLIES);
        stage.start("saga.outbox-grace=1s");
        stage.wire().verify("c-1", 7);
        await().atMost(Wire.LONG).until(() -> stage.effectsOf("c-1") == 1);
        stage.awaitRelayed("c-1:reply");
        await("the log")
                .atMost(Wire.LONG)
                .untilAsserted(
                        () -> assertThat(log).contains("1, the first of them c-1:reply: no queue"));

        stage.wire().declare(WorkQueue.ORDER_REPLIES);

        assertThat(stage.wire().take(Wire.REPLIES).getProps().getMessageId())
                .isEqualTo("c-1:reply");
        stage.awaitEmptyOutbox();
    }

    @Test
    void anEventThatNobodyListensToIsForgotten() {
        var service = stage.start();
        OrderStatusChanged event = new OrderStatusChanged(Wire.ORDER, 7, "APPROVED", Instant.EPOCH);
        assertThat(event.mandatory()).isFalse();

        service.getBean(Transactions.class)
                .run(
                        service.getBean(Outbox.class)
                                .send(Outgoing.event(Target.ORDER_CREATION, Wire.TX, "e-1", event)))
                .block(Wire.LONG);

        stage.awaitEmptyOutbox();
    }

    /** Of those that share a row, only what must stay is sent again. */
    @Test
    void whatNoQueueTakesDoesNotHoldUpWhatWasCommittedWithIt() throws Exception {
        stage.wire().channel().queueDelete(Wire.REPLIES);
        var service = stage.start("saga.outbox-grace=1s");
        Outbox outbox = service.getBean(Outbox.class);
        ReplyAddress asker =
                new ReplyAddress(Target.ORDER_CREATION, Wire.TX, "c-0", Wire.COMMAND_KEY);

        service.getBean(Transactions.class)
                .run(
                        outbox.send(command("c-1", 7))
                                .then(outbox.reply(asker, new UserVerified(7, "Kim")))
                                .then(outbox.send(command("c-2", 7))))
                .block(Wire.LONG);

        await().atMost(Wire.LONG)
                .until(() -> stage.effectsOf("c-1") == 1 && stage.effectsOf("c-2") == 1);
        await("what was sent is forgotten")
                .atMost(Wire.LONG)
                .until(() -> left("c-1") + left("c-2") == 0);
        assertThat(left("c-0:reply")).isOne();
    }

    private static Outgoing command(String id, long userId) {
        return Outgoing.command(
                Target.ORDER_CREATION, Wire.TX, id, new VerifyUser(Wire.ORDER, userId));
    }

    private long left(String messageId) {
        return stage.count(
                "SELECT COUNT(*) FROM outbox WHERE messages LIKE '%%\"messageId\":\"%s\"%%'"
                        .formatted(messageId));
    }
}
