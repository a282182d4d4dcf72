package dev.ordersaga.infra.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.infra.terminal.Failure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void everyPortIsWithinTheBlockAndUsedOnce() {
        Ports ports = new Ports(8080);
        List<Integer> all = new ArrayList<>(ports.services().values());
        all.addAll(ports.servers().values());

        assertThat(all).doesNotHaveDuplicates().allMatch(port -> port >= 8080 && port < 8110);
    }

    @Test
    void theServicesComeFirstInTheirUsualOrder() {
        assertThat(new Ports(9000).services().values())
                .containsExactly(9000, 9001, 9002, 9003, 9010);
    }

    @Test
    void aBaseFromWhichTheBlockDoesNotFitIsRefused() {
        for (int base : new int[] {80, 65_507, -1}) {
            assertThatThrownBy(() -> new Ports(base))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("--port-base");
        }
    }
}
