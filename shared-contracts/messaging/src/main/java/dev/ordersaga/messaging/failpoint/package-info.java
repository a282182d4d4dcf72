/**
 * Faults on purpose: named points at the boundaries between a commit, what is published after it,
 * and the acknowledgement, at which a test can kill, stop, fail or delay a service. A service has
 * them only if {@code saga.failpoints.enabled} says so, and never in production.
 */
@NullMarked
package dev.ordersaga.messaging.failpoint;

import org.jspecify.annotations.NullMarked;
