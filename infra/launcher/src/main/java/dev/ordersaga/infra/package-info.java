/**
 * The launcher: brings the system up and down, and shows what it does.
 *
 * <p>{@link dev.ordersaga.infra.servers.Servers} decides where broker and database come from,
 * {@link dev.ordersaga.infra.services.OrderSystem} starts the services on them, {@link
 * dev.ordersaga.infra.demo.Demo} places one order per outcome. Whatever is started or written lives
 * in one {@link dev.ordersaga.infra.run.RunDirectory}.
 */
@NullMarked
package dev.ordersaga.infra;

import org.jspecify.annotations.NullMarked;
