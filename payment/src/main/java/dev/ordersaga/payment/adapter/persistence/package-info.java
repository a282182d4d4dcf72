/** Payments in the database. */
@NullMarked
package dev.ordersaga.payment.adapter.persistence;

import org.jspecify.annotations.NullMarked;
