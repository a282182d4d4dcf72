/** The kitchen's HTTP interface. */
@NullMarked
package dev.ordersaga.kitchen.adapter.web;

import org.jspecify.annotations.NullMarked;
