/** The payment and its rules, in plain Java. */
@NullMarked
package dev.ordersaga.payment.domain;

import org.jspecify.annotations.NullMarked;
