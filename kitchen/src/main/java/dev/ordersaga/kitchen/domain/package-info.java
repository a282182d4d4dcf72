/**
 * The menu, the kitchen with its waiting line, and the tickets: values and guarded transitions,
 * without any framework.
 */
@NullMarked
package dev.ordersaga.kitchen.domain;

import org.jspecify.annotations.NullMarked;
