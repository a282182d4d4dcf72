package dev.ordersaga.infra.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.infra.terminal.Failure;
import org.junit.jupiter.api.Test;

class ServerUrlTest {

    @Test
    void anAddressIsTakenApart() {
        assertThat(ServerUrl.parse("URL", "mariadb://root:dev@127.0.0.1:13306/saga_order"))
                .isEqualTo(
                        new ServerUrl("mariadb", "127.0.0.1", 13306, "root", "dev", "saga_order"));
    }

    @Test
    void theUsualPortIsTakenWhereNoneIsNamed() {
        assertThat(ServerUrl.parse("URL", "amqps://broker").port()).isEqualTo(5671);
    }

    @Test
    void passwordsMayHoldAnyCharacter() {
        ServerUrl url = new ServerUrl("amqp", "broker", 5672, "a b", "p@:/+%?", "vhost/1");

        assertThat(url.text()).isEqualTo("amqp://a%20b:p%40%3A%2F%2B%25%3F@broker:5672/vhost%2F1");
        assertThat(ServerUrl.parse("URL", url.text())).isEqualTo(url);
    }

    @Test
    void thePasswordIsNotInWhatIsPrinted() {
        assertThat(ServerUrl.parse("URL", "amqp://guest:secret@broker:5672/x"))
                .hasToString("amqp://broker:5672/x");
    }

    @Test
    void whatIsNoAddressIsRefusedByTheNameOfItsVariableWithoutItsText() {
        for (String wrong : new String[] {"", "broker:5672", "se cret", "amqp://"}) {
            assertThatThrownBy(() -> ServerUrl.parse("THE_URL", wrong))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("THE_URL")
                    .hasMessageNotContaining("se cret");
        }
    }

    @Test
    void anUnknownSchemeIsRefused() {
        assertThatThrownBy(() -> ServerUrl.parse("THE_URL", "postgres://db"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("postgres");
    }
}
