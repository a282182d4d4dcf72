package dev.ordersaga.kitchen.application;

import dev.ordersaga.kitchen.domain.Ticket;

/**
 * A ticket that has been created.
 *
 * @param number greater than those of all tickets that were created before
 * @param ticket as it is now
 */
public record NewTicket(long number, Ticket ticket) {}
