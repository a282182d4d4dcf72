/** What one run consists of: its directory, ports, processes and secrets. */
@NullMarked
package dev.ordersaga.infra.run;

import org.jspecify.annotations.NullMarked;
