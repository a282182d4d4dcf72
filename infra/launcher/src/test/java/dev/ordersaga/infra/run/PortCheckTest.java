package dev.ordersaga.infra.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortCheckTest {

    @Test
    void aTakenPortIsToldWithItsHolderAndTheWayOut() {
        assertThat(PortCheck.sentence("order API", 8080, Optional.of("java (process 7)")))
                .isEqualTo(
                        "Port 8080 (order API) is taken by java (process 7); choose other ports with"
                                + " --port-base N.");
    }

    @Test
    void aHolderThatCannotBeToldIsNotInvented() {
        assertThat(PortCheck.sentence("order API", 8080, Optional.empty()))
                .contains("taken by a process that cannot be told from here");
    }

    @Test
    void theHolderIsReadFromSs() {
        assertThat(
                        PortCheck.fromSs(
                                "LISTEN 0 128 127.0.0.1:28100 0.0.0.0:*"
                                        + " users:((\"beam.smp\",pid=25994,fd=34))\n"))
                .contains("beam.smp (process 25994)");
    }

    @Test
    void ssDoesNotNameTheProcessesOfOthers() {
        assertThat(PortCheck.fromSs("LISTEN 0 128 127.0.0.1:28100 0.0.0.0:*\n")).isEmpty();
    }

    @Test
    void theHolderIsReadFromLsof() {
        assertThat(PortCheck.fromLsof("p25994\ncbeam.smp\nf34\n"))
                .contains("beam.smp (process 25994)");
    }
}
