/** The process that places the orders and hears how they end. */
@NullMarked
package dev.ordersaga.infra.benchmark.load;

import org.jspecify.annotations.NullMarked;
