/** What a person reads: progress, colours, and the one sentence of a failure. */
@NullMarked
package dev.ordersaga.infra.terminal;

import org.jspecify.annotations.NullMarked;
