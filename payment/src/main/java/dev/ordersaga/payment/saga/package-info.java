/** The payment saga: what follows from what arrives, without I/O. */
@NullMarked
package dev.ordersaga.payment.saga;

import org.jspecify.annotations.NullMarked;
