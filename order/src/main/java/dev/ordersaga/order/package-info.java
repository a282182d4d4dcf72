/** Owns orders, and orchestrates the saga that brings each to its end. */
@NullMarked
package dev.ordersaga.order;

import org.jspecify.annotations.NullMarked;
