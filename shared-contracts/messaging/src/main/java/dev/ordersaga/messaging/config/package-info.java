/**
 * Puts the runtime together: settings, and the beans that a service gets by having it on the class
 * path.
 */
@NullMarked
package dev.ordersaga.messaging.config;

import org.jspecify.annotations.NullMarked;
