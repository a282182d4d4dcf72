/** The commands that come through the broker. */
@NullMarked
package dev.ordersaga.kitchen.adapter.messaging;

import org.jspecify.annotations.NullMarked;
