package dev.ordersaga.messaging.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.contracts.Topology;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What holds where nobody says otherwise. */
class MessagingPropertiesTest {

    private final MessagingProperties usual =
            new Binder(
                            new MapConfigurationPropertySource(
                                    Map.of("saga.broker.uri", "amqp://localhost")))
                    .bind("saga", MessagingProperties.class)
                    .get();

    @Test
    void aMessageIsRetriedAsOftenAsThereAreRetryQueues() {
        assertThat(usual.retryDelays()).hasSize(Topology.RETRIES);
    }

    @Test
    void aServiceDeclaresWhatItNeedsOnAnEmptyBroker() {
        assertThat(usual.broker().declare()).isTrue();
    }
}
