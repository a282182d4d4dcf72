/** The service's tables. */
@NullMarked
package dev.ordersaga.user.adapter.persistence;

import org.jspecify.annotations.NullMarked;
