/** What the service is asked to do, one class each, and the ports that this needs. */
@NullMarked
package dev.ordersaga.user.application;

import org.jspecify.annotations.NullMarked;
