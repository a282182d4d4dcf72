package dev.ordersaga.infra.chaos;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.ordersaga.infra.run.ServerUrl;
import dev.ordersaga.infra.terminal.Failure;
import java.io.IOException;
import java.util.concurrent.TimeoutException;

/** A connection to the broker for whoever sends what services would not, with confirms. */
final class Amqp implements AutoCloseable {

    private static final long CONFIRM_MILLIS = 60_000;

    private final Connection connection;
    private final Channel publishing;

    private Amqp(Connection connection) throws IOException {
        this.connection = connection;
        this.publishing = connection.createChannel();
        publishing.confirmSelect();
    }

    static Amqp to(ServerUrl server) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(server.host());
        factory.setPort(server.port());
        factory.setUsername(server.user());
        factory.setPassword(server.password());
        factory.setVirtualHost(server.path());
        factory.setAutomaticRecoveryEnabled(false);
        try {
            return new Amqp(factory.newConnection("chaos"));
        } catch (IOException | TimeoutException e) {
            throw Failure.failed("The broker is out of reach: %s".formatted(e.getMessage()));
        }
    }

    /** A channel to listen on. */
    Channel listening() throws IOException {
        return connection.createChannel();
    }

    synchronized void publish(
            String exchange, String key, AMQP.BasicProperties properties, byte[] body) {
        try {
            publishing.basicPublish(exchange, key, properties, body);
        } catch (IOException e) {
            throw Failure.failed("The broker took nothing more: %s".formatted(e));
        }
    }

    /** Returns when the broker has taken everything that was published. */
    synchronized void awaitConfirms() {
        try {
            publishing.waitForConfirmsOrDie(CONFIRM_MILLIS);
        } catch (IOException | TimeoutException e) {
            throw Failure.failed("The broker did not confirm: %s".formatted(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        connection.abort();
    }
}
