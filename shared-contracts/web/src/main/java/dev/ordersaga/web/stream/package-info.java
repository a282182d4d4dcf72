/**
 * Server-sent events: streams that resume, whose number is bounded, that end when the service does,
 * and that share their looks at the database.
 */
@NullMarked
package dev.ordersaga.web.stream;

import org.jspecify.annotations.NullMarked;
