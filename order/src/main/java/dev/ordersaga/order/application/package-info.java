/** Use cases, and the ports that they need. */
@NullMarked
package dev.ordersaga.order.application;

import org.jspecify.annotations.NullMarked;
