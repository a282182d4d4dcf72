/**
 * The messages that the services exchange, and the names under which they travel.
 *
 * <p>A change here is compatible (a new optional field) or gets a new {@code eventType}. Required
 * components are never null: a message that lacks one is unreadable.
 */
@NullMarked
package dev.ordersaga.contracts;

import org.jspecify.annotations.NullMarked;
