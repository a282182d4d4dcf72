/** The external data platform, over HTTP. */
@NullMarked
package dev.ordersaga.payment.adapter.platform;

import org.jspecify.annotations.NullMarked;
