package dev.ordersaga.system.model;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The messages that are on their way, by number, some of them several times, in no order. Within a
 * {@link Source} equal bags are one object, and each remembers its neighbours.
 */
final class Bag {

    /** Where bags come from. */
    static final class Source {

        private final Numbers<Key> keys = new Numbers<>();
        private Bag[] bags = new Bag[1024];

        Bag empty() {
            return of(new int[0]);
        }

        Bag get(int number) {
            return bags[number];
        }

        private Bag of(int[] sorted) {
            int number = keys.of(new Key(sorted));
            if (number == bags.length) {
                bags = Arrays.copyOf(bags, 2 * number);
            }
            if (bags[number] == null) {
                bags[number] = new Bag(this, number, sorted);
            }
            return bags[number];
        }
    }

    /** Its hash spreads wide: numbers of messages are small, and bags are many. */
    private record Key(int[] messages) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Key(int[] others) && Arrays.equals(messages, others);
        }

        @Override
        public int hashCode() {
            long hash = 1;
            for (int message : messages) {
                hash = (hash + message) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 29;
            }
            return Long.hashCode(hash);
        }
    }

    private final Source source;
    private final int number;
    private final int[] messages;
    private final int[] distinct;
    private Bag[] plus = new Bag[0];
    private Bag[] minus = new Bag[0];

    private Bag(Source source, int number, int[] sorted) {
        this.source = source;
        this.number = number;
        this.messages = sorted;
        this.distinct = Arrays.stream(sorted).distinct().toArray();
    }

    int number() {
        return number;
    }

    /** Each kind of message once. */
    int[] distinct() {
        return distinct;
    }

    boolean isEmpty() {
        return messages.length == 0;
    }

    Bag plus(int message) {
        plus = reaching(plus, message);
        if (plus[message] == null) {
            IntStream more = IntStream.concat(Arrays.stream(messages), IntStream.of(message));
            plus[message] = source.of(more.sorted().toArray());
        }
        return plus[message];
    }

    Bag plus(int[] more) {
        Bag sum = this;
        for (int message : more) {
            sum = sum.plus(message);
        }
        return sum;
    }

    Bag minus(int message) {
        minus = reaching(minus, message);
        if (minus[message] == null) {
            int at = Arrays.binarySearch(messages, message);
            minus[message] =
                    source.of(
                            IntStream.range(0, messages.length)
                                    .filter(i -> i != at)
                                    .map(i -> messages[i])
                                    .toArray());
        }
        return minus[message];
    }

    private static Bag[] reaching(Bag[] bags, int index) {
        return index < bags.length ? bags : Arrays.copyOf(bags, index + 1);
    }
}
