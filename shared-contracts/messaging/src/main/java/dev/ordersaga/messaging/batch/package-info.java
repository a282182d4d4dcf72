/** Work that is done together because it has come at the same time. */
@NullMarked
package dev.ordersaga.messaging.batch;

import org.jspecify.annotations.NullMarked;
