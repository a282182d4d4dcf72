package dev.ordersaga.kitchen.adapter.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.KitchenCommand.ApproveTicket;
import dev.ordersaga.contracts.KitchenCommand.CancelTicket;
import dev.ordersaga.contracts.KitchenCommand.CreateTicket;
import dev.ordersaga.contracts.KitchenCommand.ProductItem;
import dev.ordersaga.contracts.KitchenCommand.RejectTicket;
import dev.ordersaga.contracts.KitchenReply.TicketAlreadyApproved;
import dev.ordersaga.contracts.KitchenReply.TicketApproved;
import dev.ordersaga.contracts.KitchenReply.TicketCancelled;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.KitchenReply.TicketRefusal;
import dev.ordersaga.contracts.KitchenReply.TicketRefused;
import dev.ordersaga.contracts.KitchenReply.TicketRejected;
import dev.ordersaga.contracts.Message;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.kitchen.RunningKitchen;
import dev.ordersaga.kitchen.domain.TicketStatus;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.testing.TestServers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The kitchen as an orchestrator sees it: commands into the broker, replies out of it. */
class KitchenQueueIT extends RunningKitchen {

    private static final long PATIENCE_SECONDS = 30;

    private final MessageCodec codec = new MessageCodec();
    private final BlockingQueue<Delivery> replies = new LinkedBlockingQueue<>();
    private final UUID txId = Ids.timeOrdered();
    private final UUID orderId = Ids.timeOrdered();
    private Connection connection;
    private Channel channel;

    @BeforeEach
    void connect() throws Exception {
        ConnectionFactory broker = new ConnectionFactory();
        broker.setUri(TestServers.get().brokerUri(VIRTUAL_HOST));
        broker.setUsername(TestServers.get().brokerUser());
        broker.setPassword(TestServers.get().brokerPassword());
        connection = broker.newConnection();
        channel = connection.createChannel();
        String queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, Exchanges.REPLIES, "order.kitchen.#");
        channel.basicConsume(queue, true, (_, reply) -> replies.add(reply), _ -> {});
    }

    @AfterEach
    void disconnect() throws Exception {
        connection.close();
    }

    @Test
    void aTicketIsCreatedAndApprovedOnceHoweverOftenTheCommandsCome() throws Exception {
        openWithFreePlaces(5);
        int before = waiting();
        long productId = product(10);
        CreateTicket create = new CreateTicket(orderId, List.of(new ProductItem(productId, 4)));

        Message created = ask("create", create);
        assertThat(created).isInstanceOf(TicketCreated.class);
        assertThat(ask("create", create)).isEqualTo(created);
        assertThat(ask("create again", create)).isEqualTo(created);

        ApproveTicket approve = new ApproveTicket(orderId);
        assertThat(ask("approve", approve)).isEqualTo(new TicketApproved(orderId));
        assertThat(ask("approve", approve)).isEqualTo(new TicketApproved(orderId));
        assertThat(ask("approve again", approve)).isEqualTo(new TicketApproved(orderId));
        assertThat(ask("reject", new RejectTicket(orderId)))
                .isEqualTo(new TicketAlreadyApproved(orderId));

        assertThat(portionsLeft(productId)).isEqualTo(6);
        assertThat(waiting()).isEqualTo(before + 1);
        assertThat(result(tickets.read(orderId)).status()).isEqualTo(TicketStatus.APPROVED);
    }

    @Test
    void aCancelledTicketGivesEverythingBackOnceHoweverOftenTheCommandComes() throws Exception {
        openWithFreePlaces(5);
        int before = waiting();
        long productId = product(10);
        ask("create", new CreateTicket(orderId, List.of(new ProductItem(productId, 4))));
        ask("approve", new ApproveTicket(orderId));

        CancelTicket cancel = new CancelTicket(orderId);
        assertThat(ask("cancel", cancel)).isEqualTo(new TicketCancelled(orderId));
        assertThat(ask("cancel", cancel)).isEqualTo(new TicketCancelled(orderId));
        assertThat(ask("cancel again", cancel)).isEqualTo(new TicketCancelled(orderId));

        assertThat(portionsLeft(productId)).isEqualTo(10);
        assertThat(waiting()).isEqualTo(before);
        assertThat(result(tickets.read(orderId)).status()).isEqualTo(TicketStatus.CANCELLED);
    }

    @Test
    void aLateTicketAfterItsRejectionIsRefused() throws Exception {
        openWithFreePlaces(5);
        int before = waiting();
        long productId = product(10);

        assertThat(ask("reject", new RejectTicket(orderId))).isEqualTo(new TicketRejected(orderId));
        assertThat(ask("create", new CreateTicket(orderId, List.of(new ProductItem(productId, 4)))))
                .isEqualTo(new TicketRefused(orderId, TicketRefusal.CANCELLED));

        assertThat(waiting()).isEqualTo(before);
    }

    @Test
    void aReplyGoesToTheOrchestratorOfItsStepAndCarriesTheIdOfItsCommand() throws Exception {
        send("reject", new RejectTicket(orderId));

        Delivery reply = next();

        assertThat(reply.getEnvelope().getRoutingKey()).isEqualTo("order.kitchen.ticket.reject");
        assertThat(reply.getProperties().getCorrelationId()).isEqualTo(id("reject"));
        assertThat(codec.read(reply.getBody()).txId()).isEqualTo(txId);
    }

    /** Sends the command and waits for its reply. */
    private Message ask(String name, KitchenCommand command) throws Exception {
        send(name, command);
        Delivery reply = next();
        assertThat(reply.getProperties().getCorrelationId()).isEqualTo(id(name));
        return ((TargetEventMessage) codec.read(reply.getBody())).message();
    }

    private void send(String name, KitchenCommand command) throws Exception {
        AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder()
                        .messageId(id(name))
                        .correlationId(id(name))
                        .build();
        byte[] body = codec.write(new TargetEventMessage(Target.ORDER_CREATION, txId, command));
        channel.basicPublish(Exchanges.COMMANDS, command.routingKey(), properties, body);
    }

    private Delivery next() throws InterruptedException {
        Delivery reply = replies.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(reply).as("a reply").isNotNull();
        return reply;
    }

    private String id(String name) {
        return txId + ":" + name.replace(' ', '-');
    }
}
