/** The kitchen: the menu with its prices, the waiting line, and the tickets. */
@NullMarked
package dev.ordersaga.kitchen;

import org.jspecify.annotations.NullMarked;
