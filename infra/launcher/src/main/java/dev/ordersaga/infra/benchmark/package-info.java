/**
 * The benchmark: drives the real system from a process of its own, and tells how fast it was, and
 * at what cost.
 */
@NullMarked
package dev.ordersaga.infra.benchmark;

import org.jspecify.annotations.NullMarked;
