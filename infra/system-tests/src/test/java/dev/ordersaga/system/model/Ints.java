package dev.ordersaga.system.model;

import java.util.Arrays;

/** A list of numbers that grows. */
final class Ints {

    private int[] values = new int[1 << 12];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    int get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }
}
