package dev.ordersaga.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

class OutageTest {

    @ParameterizedTest
    @CsvSource({"1040, 08004", "1053, 08S01", "1021, HY000", "1290, HY000", "1927, 70100"})
    void anErrorOfTheServerIsAnOutage(int code, String state) {
        var error = new R2dbcNonTransientResourceException("refused", state, code);

        assertThat(Outage.isBehind(error)).isTrue();
        assertThat(Outage.isBehind(new DataAccessResourceFailureException("", error))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1267, HY000", "1366, HY000", "3819, HY000"})
    void anErrorOfTheStatementIsNone(int code, String state) {
        var error = new R2dbcNonTransientResourceException("refused", state, code);

        assertThat(Outage.isBehind(error)).isFalse();
        assertThat(Outage.isBehind(new DataAccessResourceFailureException("", error))).isFalse();
    }

    @Test
    void aLostConnectionIsAnOutage() {
        var lost = new R2dbcNonTransientResourceException("closed", new IOException("reset"));

        assertThat(Outage.isBehind(lost)).isTrue();
        assertThat(Outage.isBehind(new DataAccessResourceFailureException("", lost))).isTrue();
        assertThat(Outage.isBehind(new DataAccessResourceFailureException("closed"))).isTrue();
    }

    @Test
    void whatTheDataForbidIsNone() {
        assertThat(Outage.isBehind(new DataIntegrityViolationException("twice"))).isFalse();
    }
}
