/** The sagas that this service orchestrates: pure transition functions that speak contracts. */
@NullMarked
package dev.ordersaga.order.saga;

import org.jspecify.annotations.NullMarked;
