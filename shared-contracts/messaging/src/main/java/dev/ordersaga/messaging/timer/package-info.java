/** Does what is to be done at its time, rather than when a message comes. */
@NullMarked
package dev.ordersaga.messaging.timer;

import org.jspecify.annotations.NullMarked;
