package dev.ordersaga.order.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.order.application.OrderProgress.Recorded;
import dev.ordersaga.order.application.TimelineEntry.Direction;
import dev.ordersaga.order.domain.OrderStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderNewsTest {

    private static final UUID ORDER = new UUID(0, 1);
    private static final UUID PLACING = new UUID(0, 2);
    private static final UUID CANCELLING = new UUID(0, 3);

    @Test
    void stepsOfBothSagasAreToldInTheOrderOfTime() {
        OrderNews news = after(0, 0, placing(1, 2, 5), cancelling(3, 4, 6));

        assertThat(places(news)).containsExactly("1-0", "2-0", "2-1", "2-2", "3-2", "3-3");
        assertThat(news.steps())
                .extracting(step -> step.entry().at().getEpochSecond())
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void theStepsOfOneSagaKeepTheirOrderThoughTheClocksOfInstancesDiffer() {
        OrderNews news = after(0, 0, placing(5, 1, 6), cancelling(2, 7));

        assertThat(news.steps())
                .filteredOn(step -> step.entry().txId().equals(PLACING))
                .extracting(step -> step.entry().number())
                .containsExactly(1, 2, 3);
        assertThat(news.place()).isEqualTo(new OrderPlace(ORDER, 3, 2));
    }

    @Test
    void atTheSameInstantThePlacingSagaIsFirst() {
        assertThat(places(after(0, 0, placing(1, 1), cancelling(1))))
                .containsExactly("1-0", "2-0", "2-1");
    }

    /** What came of one saga, was committed after the later step of the other was told. */
    @Test
    void fromEachPlaceTheRestIsToldExactlyOnceInWhateverOrderItCame() {
        List<TimelineEntry> placing = placing(1, 2, 5);
        List<TimelineEntry> cancelling = cancelling(3, 4, 6);
        for (int placed = 0; placed <= 3; placed++) {
            for (int cancelled = 0; cancelled <= 3; cancelled++) {
                List<TimelineEntry> untold = new ArrayList<>(placing.subList(placed, 3));
                untold.addAll(cancelling.subList(cancelled, 3));

                OrderNews news =
                        after(
                                placed,
                                cancelled,
                                placing.subList(placed, 3),
                                cancelling.subList(cancelled, 3));

                assertThat(news.steps())
                        .extracting(OrderNews.Step::entry)
                        .containsExactlyInAnyOrderElementsOf(untold);
                assertThat(news.place()).isEqualTo(new OrderPlace(ORDER, 3, 3));
            }
        }
    }

    @Test
    void onlySoManyAreToldAtOnceAndTheEndIsNotAmongThem() {
        OrderNews first =
                OrderNews.after(
                        new OrderPlace(ORDER, 0, 0),
                        progress(OrderStatus.APPROVED, 3, 0),
                        placing(1, 2),
                        List.of(),
                        2);

        assertThat(places(first)).containsExactly("1-0", "2-0");
        assertThat(first.place()).isEqualTo(new OrderPlace(ORDER, 2, 0));
        assertThat(first.end()).isNull();
    }

    @ParameterizedTest
    @EnumSource(OrderStatus.class)
    void itEndsOnceNothingIsOnItsWay(OrderStatus status) {
        OrderProgress progress = progress(status, 2, 0);

        OrderNews news =
                OrderNews.after(
                        new OrderPlace(ORDER, 1, 0),
                        progress,
                        placing(1, 2).subList(1, 2),
                        List.of(),
                        9);

        boolean ends =
                List.of(OrderStatus.APPROVED, OrderStatus.REJECTED, OrderStatus.CANCELLED)
                        .contains(status);
        assertThat(news.end()).isEqualTo(ends ? progress : null);
    }

    @Test
    void aPlaceThatNobodyHasReachedIsKnown() {
        OrderProgress progress = progress(OrderStatus.APPROVED, 9, 4);

        assertThat(progress.reaches(new OrderPlace(ORDER, 9, 4))).isTrue();
        assertThat(progress.reaches(new OrderPlace(ORDER, 10, 0))).isFalse();
        assertThat(progress.reaches(new OrderPlace(ORDER, 0, 5))).isFalse();
    }

    private static OrderNews after(
            int placed,
            int cancelled,
            List<TimelineEntry> placing,
            List<TimelineEntry> cancelling) {
        return OrderNews.after(
                new OrderPlace(ORDER, placed, cancelled),
                progress(OrderStatus.PENDING, 3, 3),
                placing,
                cancelling,
                9);
    }

    private static OrderProgress progress(OrderStatus status, int placing, int cancelling) {
        return new OrderProgress(
                ORDER,
                1,
                status,
                null,
                null,
                new Recorded(PLACING, placing),
                new Recorded(CANCELLING, cancelling));
    }

    private static List<TimelineEntry> placing(int... seconds) {
        return entries(PLACING, seconds);
    }

    private static List<TimelineEntry> cancelling(int... seconds) {
        return entries(CANCELLING, seconds);
    }

    private static List<TimelineEntry> entries(UUID txId, int... seconds) {
        List<TimelineEntry> entries = new ArrayList<>();
        for (int second : seconds) {
            entries.add(
                    new TimelineEntry(
                            txId,
                            entries.size() + 1,
                            Instant.ofEpochSecond(second),
                            "payment.pay",
                            Direction.SENT,
                            "Pay",
                            null,
                            null));
        }
        return entries;
    }

    private static List<String> places(OrderNews news) {
        return news.steps().stream()
                .map(step -> step.place().placing() + "-" + step.place().cancelling())
                .toList();
    }
}
