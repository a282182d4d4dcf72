/** The service's work queue. */
@NullMarked
package dev.ordersaga.user.adapter.messaging;

import org.jspecify.annotations.NullMarked;
