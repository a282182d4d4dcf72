/**
 * The runtime that every service stands on: what a use case needs to take part in a saga.
 *
 * <p>This package is the port: messages in and out, and the transaction that ties them to state.
 * {@code store} keeps the outbox, the inbox and the unit of work in the service's own database;
 * {@code rabbit} moves messages between it and the broker.
 */
@NullMarked
package dev.ordersaga.messaging;

import org.jspecify.annotations.NullMarked;
