/** The user service: users and their standing, and the points that they pay with. */
@NullMarked
package dev.ordersaga.user;

import org.jspecify.annotations.NullMarked;
