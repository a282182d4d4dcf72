/** What the OpenAPI document of every service tells beyond the signatures of its controllers. */
@NullMarked
package dev.ordersaga.web.openapi;

import org.jspecify.annotations.NullMarked;
