package dev.ordersaga.infra.audit;

import java.util.Iterator;
import java.util.Optional;

/** Goes through two sorted sequences side by side. Both have each key at most once. */
final class Merge {

    /** Told each key that either side has, in order. */
    @FunctionalInterface
    interface Meeting<L, R> {

        void meet(String key, Optional<L> left, Optional<R> right);
    }

    private Merge() {}

    static <L, R> void sorted(
            Iterator<Keyed<L>> left, Iterator<Keyed<R>> right, Meeting<L, R> meeting) {
        Side<L> lefts = new Side<>(left);
        Side<R> rights = new Side<>(right);
        Optional<String> key = smaller(lefts.key(), rights.key());
        while (key.isPresent()) {
            String now = key.get();
            meeting.meet(now, lefts.take(now), rights.take(now));
            key = smaller(lefts.key(), rights.key());
        }
    }

    private static Optional<String> smaller(Optional<String> one, Optional<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().compareTo(other.get()) <= 0 ? one : other;
    }

    private static final class Side<T> {

        private final Iterator<Keyed<T>> rows;
        private Optional<Keyed<T>> head = Optional.empty();

        Side(Iterator<Keyed<T>> rows) {
            this.rows = rows;
            advance();
        }

        Optional<String> key() {
            return head.map(Keyed::key);
        }

        Optional<T> take(String key) {
            Optional<Keyed<T>> taken = head.filter(row -> row.key().equals(key));
            if (taken.isPresent()) {
                advance();
            }
            return taken.map(Keyed::value);
        }

        /** Rows out of order would meet nobody, and be taken for missing. */
        private void advance() {
            Optional<Keyed<T>> next = rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
            if (head.isPresent()
                    && next.isPresent()
                    && next.get().key().compareTo(head.get().key()) <= 0) {
                throw new IllegalStateException(
                        "%s came after %s".formatted(next.get().key(), head.get().key()));
            }
            head = next;
        }
    }
}
