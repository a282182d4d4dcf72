/** The service's HTTP API. */
@NullMarked
package dev.ordersaga.user.adapter.web;

import org.jspecify.annotations.NullMarked;
