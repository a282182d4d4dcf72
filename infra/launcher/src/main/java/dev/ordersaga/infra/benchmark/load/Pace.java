package dev.ordersaga.infra.benchmark.load;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** When orders are placed. */
sealed interface Pace {

    /**
     * Calls for orders until the time is over.
     *
     * @param until as {@link System#nanoTime()} tells time
     */
    void run(long start, long until, Placing placing);

    /** Places an order. */
    @FunctionalInterface
    interface Placing {

        /**
         * Must not block.
         *
         * @param scheduled the instant from which its latency counts
         * @param whenDone to be run once when the order has ended or was refused
         */
        void place(long scheduled, Runnable whenDone);
    }

    /**
     * At a steady rate, whatever becomes of the orders: one that is placed late because the load
     * process or the service lags behind is counted from when it was due.
     */
    record OpenLoop(double perSecond) implements Pace {

        @Override
        public void run(long start, long until, Placing placing) {
            for (long number = 0; due(start, number) - until < 0; number++) {
                long due = due(start, number);
                for (long left = due - System.nanoTime();
                        left > 0;
                        left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                placing.place(due, () -> {});
            }
        }

        long due(long start, long number) {
            return start + (long) (number * (TimeUnit.SECONDS.toNanos(1) / perSecond));
        }
    }

    /** So many on their way at any time: when one has ended, the next is placed. */
    record Saturating(int inFlight) implements Pace {

        private static final long LOOK_AT_THE_CLOCK_MILLIS = 50;

        @Override
        public void run(long start, long until, Placing placing) {
            Semaphore room = new Semaphore(inFlight);
            while (System.nanoTime() - until < 0) {
                try {
                    if (room.tryAcquire(LOOK_AT_THE_CLOCK_MILLIS, TimeUnit.MILLISECONDS)) {
                        placing.place(System.nanoTime(), room::release);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
