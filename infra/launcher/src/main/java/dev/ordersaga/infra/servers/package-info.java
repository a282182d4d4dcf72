/** Where broker and database come from: given, from Docker, installed, or installed first. */
@NullMarked
package dev.ordersaga.infra.servers;

import org.jspecify.annotations.NullMarked;
