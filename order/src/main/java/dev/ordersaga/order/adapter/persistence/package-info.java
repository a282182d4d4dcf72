/** Orders, sagas and their timeline in the order database. */
@NullMarked
package dev.ordersaga.order.adapter.persistence;

import org.jspecify.annotations.NullMarked;
