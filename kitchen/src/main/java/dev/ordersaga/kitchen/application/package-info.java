/**
 * What the kitchen does, a class for each use case, and the ports it does it through.
 *
 * <p>Every use case that changes more than one thing locks in one order, so that transactions do
 * not cross: tickets, then menu items, then the kitchen, each in the order of their keys.
 */
@NullMarked
package dev.ordersaga.kitchen.application;

import org.jspecify.annotations.NullMarked;
