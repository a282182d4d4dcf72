/** Takes the replies of the sagas from the queue. */
@NullMarked
package dev.ordersaga.order.adapter.messaging;

import org.jspecify.annotations.NullMarked;
