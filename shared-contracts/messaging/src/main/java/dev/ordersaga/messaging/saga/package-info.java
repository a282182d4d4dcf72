/** What a saga declares of itself, and what must be true of it before it may run. */
@NullMarked
package dev.ordersaga.messaging.saga;

import org.jspecify.annotations.NullMarked;
