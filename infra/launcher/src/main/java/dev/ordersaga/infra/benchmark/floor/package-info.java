/**
 * The raw floor: what the same durable work costs when nothing else is done.
 *
 * <p>Four processes pass eight confirmed messages per order over quorum queues; each keeps inbox,
 * state and outbox in batched transactions and deletes from the outbox what is confirmed. There is
 * no HTTP, no framework, no saga, no recovery, and of JSON only the looks.
 */
@NullMarked
package dev.ordersaga.infra.benchmark.floor;

import org.jspecify.annotations.NullMarked;
