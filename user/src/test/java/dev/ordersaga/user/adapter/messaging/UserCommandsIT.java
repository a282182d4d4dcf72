package dev.ordersaga.user.adapter.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Message;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserCommand;
import dev.ordersaga.contracts.UserReply.PointsRefusal;
import dev.ordersaga.contracts.UserReply.PointsRefused;
import dev.ordersaga.contracts.UserReply.PointsRestored;
import dev.ordersaga.contracts.UserReply.PointsUsed;
import dev.ordersaga.contracts.UserReply.UserRefusal;
import dev.ordersaga.contracts.UserReply.UserRefused;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.testing.TestServers;
import dev.ordersaga.user.RunningUserService;
import dev.ordersaga.user.application.CreateUser;
import dev.ordersaga.user.application.CreditPoints;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** The service as its orchestrators see it: commands in, replies out, through the broker. */
class UserCommandsIT extends RunningUserService {

    private final long kim = Ids.number();
    private final UUID txId = Ids.timeOrdered();
    private final UUID payment = Ids.timeOrdered();
    private final BlockingQueue<Message> replies = new LinkedBlockingQueue<>();

    @Autowired private Transactions transactions;
    @Autowired private Outbox outbox;
    @Autowired private MessageCodec codec;
    @Autowired private CreateUser createUser;
    @Autowired private CreditPoints creditPoints;

    private Connection connection;

    @BeforeEach
    void listenToTheRepliesAndGiveKim1000() throws Exception {
        ConnectionFactory broker = new ConnectionFactory();
        broker.setUri(TestServers.get().brokerUri(VIRTUAL_HOST));
        broker.setUsername(TestServers.get().brokerUser());
        broker.setPassword(TestServers.get().brokerPassword());
        connection = broker.newConnection();
        Channel channel = connection.createChannel();
        String queue = channel.queueDeclare().getQueue();
        channel.exchangeDeclare(Exchanges.REPLIES, "topic", true);
        channel.queueBind(queue, Exchanges.REPLIES, "*.user.#");
        channel.basicConsume(
                queue,
                true,
                (_, delivery) -> {
                    TargetEventMessage body = (TargetEventMessage) codec.read(delivery.getBody());
                    if (body.txId().equals(txId)) {
                        replies.add(body.message());
                    }
                },
                _ -> {});
        createUser
                .create(kim, "Kim", "KRW")
                .then(creditPoints.credit(kim, 1000, "welcome"))
                .block();
    }

    @AfterEach
    void hangUp() throws Exception {
        connection.close();
    }

    @Test
    void restoreThenLateUse() throws Exception {
        send(restore(), use(700));

        assertThat(answers(2))
                .containsExactly(
                        new PointsRestored(payment),
                        new PointsRefused(payment, PointsRefusal.CANCELLED));
        assertThat(balance(kim)).isEqualTo(1000);
    }

    @Test
    void useThenRestore() throws Exception {
        send(use(700), restore());

        assertThat(answers(2))
                .containsExactly(new PointsUsed(payment), new PointsRestored(payment));
        assertThat(balance(kim)).isEqualTo(1000).isEqualTo(replayed(kim));
    }

    @Test
    void aCommandThatIsDeliveredTwiceIsAnsweredTwiceAndTakesOnce() throws Exception {
        send(use(700), use(700));

        assertThat(answers(2)).containsExactly(new PointsUsed(payment), new PointsUsed(payment));
        assertThat(balance(kim)).isEqualTo(300).isEqualTo(replayed(kim));
    }

    @Test
    void aPriceThatIsTooHighIsRefused() throws Exception {
        send(use(1001));

        assertThat(answers(1))
                .containsExactly(new PointsRefused(payment, PointsRefusal.POINTS_SHORT));
        assertThat(balance(kim)).isEqualTo(1000);
    }

    @Test
    void aUserIsVerifiedOrRefused() throws Exception {
        UUID order = Ids.timeOrdered();
        send(
                command(txId + ":1", new UserCommand.VerifyUser(order, kim)),
                command(txId + ":2", new UserCommand.VerifyUser(order, kim + 1)));

        assertThat(answers(2))
                .containsExactly(
                        new UserVerified(kim, "Kim"),
                        new UserRefused(kim + 1, UserRefusal.USER_UNKNOWN));
    }

    private Outgoing use(long amount) {
        return command(
                txId + ":use", new UserCommand.UsePoints(payment, kim, new Money(amount, "KRW")));
    }

    private Outgoing restore() {
        return command(txId + ":restore", new UserCommand.RestorePoints(payment, kim));
    }

    private Outgoing command(String id, UserCommand command) {
        Target asker =
                switch (command) {
                    case UserCommand.VerifyUser _ -> Target.ORDER_CREATION;
                    case UserCommand.UsePoints _, UserCommand.RestorePoints _ -> Target.PAYMENT;
                };
        return Outgoing.command(asker, txId, id, command);
    }

    /** In this order, in one transaction of the service's own outbox. */
    private void send(Outgoing... commands) {
        transactions.run(Flux.fromArray(commands).concatMap(outbox::send).then()).block();
    }

    private List<Message> answers(int count) throws InterruptedException {
        Message[] answers = new Message[count];
        for (int index = 0; index < count; index++) {
            answers[index] = replies.poll(20, TimeUnit.SECONDS);
        }
        return Arrays.asList(answers);
    }
}
