package dev.ordersaga.system.model;

import java.util.Arrays;

/** Worlds, numbered in the order in which they are found. */
final class WorldSet {

    private final Bag.Source bags;
    private long[] actors = new long[1 << 12];
    private long[] rests = new long[1 << 12];
    private int[] slots = new int[1 << 14];
    private int count;

    WorldSet(Bag.Source bags) {
        this.bags = bags;
    }

    int count() {
        return count;
    }

    World get(int number) {
        long rest = rests[number];
        return new World(actors[number], bags.get((int) (rest >>> 32)), new Budget((int) rest));
    }

    /** Its number, which is {@link #count()} as it was before if the world is new. */
    int add(World world) {
        int slot = slotOf(world.actors(), world.rest());
        if (slots[slot] == 0) {
            append(world);
            slots[slot] = count;
            if (2 * count > slots.length) {
                rehash();
            }
            return count - 1;
        }
        return slots[slot] - 1;
    }

    private void append(World world) {
        if (count == actors.length) {
            actors = Arrays.copyOf(actors, 2 * count);
            rests = Arrays.copyOf(rests, 2 * count);
        }
        actors[count] = world.actors();
        rests[count] = world.rest();
        count++;
    }

    private void rehash() {
        slots = new int[2 * slots.length];
        for (int i = 0; i < count; i++) {
            slots[slotOf(actors[i], rests[i])] = i + 1;
        }
    }

    /** Where the world is, or where it belongs. */
    private int slotOf(long actorStates, long rest) {
        long mixed = (actorStates * 0x9E3779B97F4A7C15L ^ rest) * 0xC2B2AE3D27D4EB4FL;
        int slot = (int) (mixed >>> 33) & slots.length - 1;
        while (slots[slot] != 0 && !isAt(slots[slot] - 1, actorStates, rest)) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private boolean isAt(int number, long actorStates, long rest) {
        return actors[number] == actorStates && rests[number] == rest;
    }
}
