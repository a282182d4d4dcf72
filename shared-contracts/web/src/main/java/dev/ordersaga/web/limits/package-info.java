/** How much one caller may ask for. */
@NullMarked
package dev.ordersaga.web.limits;

import org.jspecify.annotations.NullMarked;
