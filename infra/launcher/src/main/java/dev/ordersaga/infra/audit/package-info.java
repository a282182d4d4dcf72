/**
 * The audit: what must hold across the four databases and the broker whenever nothing is on its
 * way.
 *
 * <p>{@link dev.ordersaga.infra.audit.Audit} lists the invariants; each reads its rows in the order
 * of their keys, so that databases on different servers are compared without holding either whole.
 */
@NullMarked
package dev.ordersaga.infra.audit;

import org.jspecify.annotations.NullMarked;
