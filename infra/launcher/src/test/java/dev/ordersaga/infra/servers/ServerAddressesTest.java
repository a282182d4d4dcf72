package dev.ordersaga.infra.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.infra.terminal.Failure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerAddressesTest {

    @Test
    void anEnvironmentThatNamesNoneGivesNone() {
        assertThat(ServerAddresses.fromEnvironment(Map.of("ORDER_SAGA_AMQP_URL", " "))).isEmpty();
    }

    @Test
    void anEnvironmentThatNamesAllGivesAll() {
        Map<String, String> all =
                Map.of(
                        "ORDER_SAGA_AMQP_URL", "amqp://a:b@broker:5672",
                        "ORDER_SAGA_MANAGEMENT_URL", "http://a:b@broker:15672",
                        "ORDER_SAGA_DATABASE_URL", "mysql://c:d@db:3306");

        assertThat(ServerAddresses.fromEnvironment(all).orElseThrow().variables()).isEqualTo(all);
    }

    @Test
    void anEnvironmentThatNamesOnlySomeIsRefusedWithWhatIsMissing() {
        Map<String, String> some = Map.of("ORDER_SAGA_AMQP_URL", "amqp://a:b@broker:5672");

        assertThatThrownBy(() -> ServerAddresses.fromEnvironment(some))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(
                        "missing: ORDER_SAGA_MANAGEMENT_URL, ORDER_SAGA_DATABASE_URL");
    }
}
