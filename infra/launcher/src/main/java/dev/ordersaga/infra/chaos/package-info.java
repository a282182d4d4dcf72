/**
 * Chaos: the real system under a steady load of orders, while one thing after the other goes wrong.
 *
 * <p>{@link dev.ordersaga.infra.chaos.Catalogue} lists what may go wrong; {@link
 * dev.ordersaga.infra.chaos.Trial} lets one of it happen and judges what became of the orders; the
 * judge is the {@link dev.ordersaga.infra.audit.Audit}, and a count of its own.
 */
@NullMarked
package dev.ordersaga.infra.chaos;

import org.jspecify.annotations.NullMarked;
