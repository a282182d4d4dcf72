/** Users, their points, and the ledger in which every point is accounted for. */
@NullMarked
package dev.ordersaga.user.domain;

import org.jspecify.annotations.NullMarked;
