/** The demonstration: its data, one order per outcome, and their sagas drawn. */
@NullMarked
package dev.ordersaga.infra.demo;

import org.jspecify.annotations.NullMarked;
