/** The public order API. */
@NullMarked
package dev.ordersaga.order.adapter.web;

import org.jspecify.annotations.NullMarked;
