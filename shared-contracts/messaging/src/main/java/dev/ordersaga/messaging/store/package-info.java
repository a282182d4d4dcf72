/**
 * The service's own database: outbox, inbox, and the unit of work through which a transaction reads
 * each aggregate once and writes all that has changed with few statements.
 */
@NullMarked
package dev.ordersaga.messaging.store;

import org.jspecify.annotations.NullMarked;
