/** Signing in, as any client does. */
@NullMarked
package dev.ordersaga.infra.identity;

import org.jspecify.annotations.NullMarked;
