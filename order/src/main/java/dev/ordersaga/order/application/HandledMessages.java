package dev.ordersaga.order.application;

import java.util.Collection;
import java.util.Set;
import reactor.core.publisher.Mono;

/** What this service has handled, for good: the outbound port to its inbox. */
@FunctionalInterface
public interface HandledMessages {

    /** Which of these ids belong to messages that have been handled. */
    Mono<Set<String>> among(Collection<String> messageIds);
}
