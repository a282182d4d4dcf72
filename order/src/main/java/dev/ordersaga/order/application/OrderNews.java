package dev.ordersaga.order.application;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client has not been told yet about an order.
 *
 * @param steps the next ones, in the order of time, and of each saga in the order of its numbers
 * @param place where the client is after them
 * @param end how the order has ended, if it has and that was all
 */
public record OrderNews(List<Step> steps, OrderPlace place, @Nullable OrderProgress end) {

    /**
     * An entry of a timeline.
     *
     * @param place of a client that has been told it, and what comes before it
     */
    public record Step(OrderPlace place, TimelineEntry entry) {}

    public OrderNews {
        steps = List.copyOf(steps);
    }

    /**
     * What comes after a place.
     *
     * @param placing the next entries of the saga that has placed the order, in their order
     * @param cancelling those of the saga that cancels it
     * @param most how many steps are told at once; each list has so many, or all there are
     */
    public static OrderNews after(
            OrderPlace place,
            OrderProgress progress,
            List<TimelineEntry> placing,
            List<TimelineEntry> cancelling,
            int most) {
        Deque<TimelineEntry> ofPlacing = new ArrayDeque<>(placing);
        Deque<TimelineEntry> ofCancelling = new ArrayDeque<>(cancelling);
        List<Step> steps = new ArrayList<>();
        OrderPlace here = place;
        while (steps.size() < most && !(ofPlacing.isEmpty() && ofCancelling.isEmpty())) {
            boolean placed = isNext(ofPlacing.peek(), ofCancelling.peek());
            here = placed ? here.afterPlacing() : here.afterCancelling();
            steps.add(new Step(here, (placed ? ofPlacing : ofCancelling).remove()));
        }
        boolean ended = progress.isAtRest() && here.equals(progress.place());
        return new OrderNews(steps, here, ended ? progress : null);
    }

    /** Whether there is nothing to tell. */
    public boolean isEmpty() {
        return steps.isEmpty() && end == null;
    }

    /** Whether the first of one saga comes before the first of the other. */
    private static boolean isNext(@Nullable TimelineEntry one, @Nullable TimelineEntry other) {
        return one != null && (other == null || !one.at().isAfter(other.at()));
    }
}
