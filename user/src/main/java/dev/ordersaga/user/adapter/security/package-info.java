/** Password hashes, signatures and keys. */
@NullMarked
package dev.ordersaga.user.adapter.security;

import org.jspecify.annotations.NullMarked;
