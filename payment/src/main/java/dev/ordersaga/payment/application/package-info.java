/** The use cases, and the ports they need. */
@NullMarked
package dev.ordersaga.payment.application;

import org.jspecify.annotations.NullMarked;
