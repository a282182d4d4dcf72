package dev.ordersaga.messaging.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.messaging.store.Visits.Visit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnownTest {

    private final Known<Long, Visit> known =
            new Known<>(
                    new UnitOfWork(),
                    keys -> "SELECT " + keys,
                    _ -> new Visit(1, 1),
                    Visit::userId);

    @Test
    void whatIsExpectedIsNotTakenForMissing() {
        known.expect(Stream.of(1L));

        assertThat(known.has(1L)).isFalse();
        assertThatThrownBy(() -> known.get(1L))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("looked for by two at the same time: 1");
    }

    @Test
    void whatIsPutIsKnown() {
        known.put(new Visit(1, 5));

        assertThat(known.get(1L)).contains(new Visit(1, 5));
    }
}
