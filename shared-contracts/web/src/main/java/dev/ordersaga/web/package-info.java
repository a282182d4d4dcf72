/** What the HTTP APIs of all services have in common: problem documents, and the trace. */
@NullMarked
package dev.ordersaga.web;

import org.jspecify.annotations.NullMarked;
