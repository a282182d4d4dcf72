/** Orders that are there before the measurement begins. */
@NullMarked
package dev.ordersaga.infra.benchmark.stored;

import org.jspecify.annotations.NullMarked;
