package dev.ordersaga.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final long TWO_TO_THE_53RD = 1L << 53;

    @Test
    void aTimeOrderedIdIsAVersionSevenUuid() {
        assertThat(Stream.generate(Ids::timeOrdered).limit(1_000))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.version() == 7 && id.variant() == 2);
    }

    @Test
    void aLaterIdNeverHasAnEarlierTime() {
        List<Long> times =
                Stream.generate(Ids::timeOrdered).limit(1_000).map(IdsTest::millis).toList();
        assertThat(times).isSorted();
    }

    @Test
    void aNumberIsHeldByAnyJsonClient() {
        assertThat(LongStream.generate(Ids::number).limit(1_000).boxed())
                .allMatch(number -> number > 0 && number < TWO_TO_THE_53RD)
                .hasSizeGreaterThan(1);
    }

    private static long millis(UUID id) {
        return id.getMostSignificantBits() >>> 16;
    }
}
