/** The kitchen's own tables. */
@NullMarked
package dev.ordersaga.kitchen.adapter.persistence;

import org.jspecify.annotations.NullMarked;
