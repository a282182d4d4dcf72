package dev.ordersaga.infra.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PidRecordTest {

    private final ProcessHandle self = ProcessHandle.current();

    @Test
    void aRecordFindsItsProcessAgain() {
        PidRecord read = PidRecord.parse(PidRecord.of(self).format()).orElseThrow();

        assertThat(read.process()).contains(self);
    }

    @Test
    void anotherProcessThatGotTheSameNumberIsNotFound() {
        PidRecord earlier = PidRecord.of(self);
        PidRecord record =
                new PidRecord(earlier.pid(), earlier.started().minus(Duration.ofMinutes(1)));

        assertThat(record.process()).isEmpty();
    }

    @Test
    void whatIsNoRecordIsNotRead() {
        for (String text : new String[] {"", "12", "12 x", "a 1", "1 2 3"}) {
            assertThat(PidRecord.parse(text)).as(text).isEmpty();
        }
    }
}
