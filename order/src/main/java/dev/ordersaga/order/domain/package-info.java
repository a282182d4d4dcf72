/** Orders and their values: plain Java, guarded transitions. */
@NullMarked
package dev.ordersaga.order.domain;

import org.jspecify.annotations.NullMarked;
