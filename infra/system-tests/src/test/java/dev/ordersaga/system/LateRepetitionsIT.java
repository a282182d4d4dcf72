package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What was refused stays refused when its messages come again, though it could be had by then. */
class LateRepetitionsIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();

    @Test
    void changeNothing() throws Exception {
        assertThat(new LateRepetitions(SYSTEM).violations(7101, 7102)).isEmpty();
    }
}
