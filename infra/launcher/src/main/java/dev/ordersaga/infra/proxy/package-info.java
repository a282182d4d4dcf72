/**
 * A TCP proxy that spoils the connections that go through it, with Toxiproxy's vocabulary: toxics,
 * upstream and downstream.
 */
@NullMarked
package dev.ordersaga.infra.proxy;

import org.jspecify.annotations.NullMarked;
