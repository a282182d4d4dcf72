/** The services and the data platform stub as processes, with their accounts. */
@NullMarked
package dev.ordersaga.infra.services;

import org.jspecify.annotations.NullMarked;
