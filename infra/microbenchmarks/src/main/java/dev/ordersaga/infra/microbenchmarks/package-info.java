/** What the hot pure parts cost: the codec of messages, and the transition functions of sagas. */
@NullMarked
package dev.ordersaga.infra.microbenchmarks;

import org.jspecify.annotations.NullMarked;
