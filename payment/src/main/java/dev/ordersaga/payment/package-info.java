/**
 * The payment service: charges an order once, gives back what is refunded, and tells the data
 * platform.
 */
@NullMarked
package dev.ordersaga.payment;

import org.jspecify.annotations.NullMarked;
