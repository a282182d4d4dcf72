/** The HTTP API. */
@NullMarked
package dev.ordersaga.payment.adapter.web;

import org.jspecify.annotations.NullMarked;
