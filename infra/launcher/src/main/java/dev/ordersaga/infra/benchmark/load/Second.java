package dev.ordersaga.infra.benchmark.load;

/**
 * One second of a run.
 *
 * @param number from 1
 * @param accepted with 202
 * @param shed with 503
 * @param failed answered otherwise, or not at all
 * @param ended orders that ended in it
 * @param onTheirWay accepted and not ended at its end
 * @param p50 from the scheduled instant to the end, in milliseconds, of those that ended in it
 */
public record Second(
        int number,
        long accepted,
        long shed,
        long failed,
        long ended,
        long onTheirWay,
        double p50,
        double p99) {}
