package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import dev.ordersaga.contracts.Topology;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.testing.Connected;
import dev.ordersaga.messaging.testing.TestServers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A service whose account may not declare anything looks whether everything is there. */
class GroundworkIT {

    private static final String CHECKS = "saga.broker.declare=false";

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void aServiceThatOnlyChecksWaitsUntilItsQueuesAreDeclared() throws Exception {
        var service = stage.startUnconnected(StageService.class, CHECKS);
        assertThat(service.getBean(MessagingRuntime.class).isConnected()).isFalse();
        assertThat(queues()).noneMatch(name -> name.startsWith(Wire.COMMANDS));

        stage.wire().declare(WorkQueue.USER_COMMANDS);

        Connected.await(service);
        stage.wire().verify("c-1", 7);
        assertThat(stage.wire().take(Wire.REPLIES).getProps().getMessageId())
                .isEqualTo("c-1:reply");
    }

    @Test
    void aServiceGoesOnWhenAQueueThatWasDeletedIsDeclaredAgain() throws Exception {
        stage.wire().declare(WorkQueue.USER_COMMANDS);
        var service = stage.start(CHECKS);

        stage.wire().channel().queueDelete(Wire.COMMANDS);
        await("the loss is noticed")
                .atMost(Wire.LONG)
                .until(() -> !service.getBean(MessagingRuntime.class).isConnected());
        stage.wire().declare(WorkQueue.USER_COMMANDS);

        Connected.await(service);
        stage.wire().verify("c-1", 7);
        assertThat(stage.wire().take(Wire.REPLIES).getProps().getMessageId())
                .isEqualTo("c-1:reply");
    }

    @Test
    void whatIsMissingIsNamedWithTheWayOut() throws Exception {
        Channel channel = stage.wire().channel().getConnection().createChannel();
        Topology needed = Topology.of(WorkQueue.USER_COMMANDS, 2);

        assertThatThrownBy(() -> Groundwork.CHECK.lay(channel, needed))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("user.commands", "infra/topology", "saga.broker.declare");
    }

    private List<String> queues() {
        List<String> names = new ArrayList<>();
        JsonMapper.shared()
                .readTree(TestServers.get().manage("GET", "/api/queues/" + stage.virtualHost(), ""))
                .forEach(queue -> names.add(queue.path("name").asString()));
        return names;
    }
}
