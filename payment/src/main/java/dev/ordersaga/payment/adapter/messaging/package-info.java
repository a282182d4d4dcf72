/** The queues that this service takes messages from. */
@NullMarked
package dev.ordersaga.payment.adapter.messaging;

import org.jspecify.annotations.NullMarked;
