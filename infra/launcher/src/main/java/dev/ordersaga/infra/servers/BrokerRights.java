package dev.ordersaga.infra.servers;

import dev.ordersaga.contracts.Event;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Topology;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.infra.run.Service;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a service may do at the broker: send with these routing keys and read from these queues, and
 * nothing else. It may declare nothing.
 *
 * @param keys by exchange
 */
public record BrokerRights(Map<String, Set<String>> keys, Set<String> queues) {

    /** What the service needs for its part of the sagas. */
    public static BrokerRights of(Service service) {
        Set<String> queues = new TreeSet<>();
        Map<String, Set<String>> keys = new TreeMap<>();
        for (WorkQueue queue : Topology.workQueuesOf(service.id())) {
            queues.add(queue.queueName());
            add(keys, Exchanges.DEAD_LETTERS, whereItFails(queue));
            queue.bindingKeys().forEach(key -> addWhatItLeadsTo(service, queue, key, keys));
        }
        Event.ROUTING_KEYS.stream()
                .filter(key -> key.startsWith(service.id() + "."))
                .forEach(key -> add(keys, Exchanges.EVENTS, Set.of(key)));
        if (service == Service.ORDER) {
            addOperatorsRights(keys, queues);
        }
        return new BrokerRights(keys, queues);
    }

    /** Who hears a command answers it; who hears an answer has sent the command. */
    private static void addWhatItLeadsTo(
            Service service, WorkQueue queue, String key, Map<String, Set<String>> keys) {
        if (queue.exchange().equals(Exchanges.COMMANDS)) {
            add(keys, Exchanges.REPLIES, answersTo(key));
        } else if (queue.exchange().equals(Exchanges.REPLIES)) {
            add(keys, Exchanges.COMMANDS, Set.of(key.substring(service.id().length() + 1)));
        }
    }

    private static void add(Map<String, Set<String>> keys, String exchange, Set<String> more) {
        keys.computeIfAbsent(exchange, _ -> new TreeSet<>()).addAll(more);
    }

    private static Set<String> answersTo(String command) {
        return Arrays.stream(WorkQueue.values())
                .filter(queue -> queue.exchange().equals(Exchanges.REPLIES))
                .flatMap(queue -> queue.bindingKeys().stream())
                .filter(key -> key.substring(key.indexOf('.') + 1).equals(command))
                .collect(Collectors.toSet());
    }

    private static Set<String> whereItFails(WorkQueue queue) {
        Set<String> keys = new TreeSet<>(Set.of(queue.queueName()));
        for (int failure = 1; failure <= Topology.RETRIES; failure++) {
            keys.add(queue.retryQueue(failure));
        }
        return keys;
    }

    /** The service with the operators' API reads all dead letters, and sends them back. */
    private static void addOperatorsRights(Map<String, Set<String>> keys, Set<String> queues) {
        queues.add(Topology.DEAD_LETTERS_TURN);
        for (WorkQueue queue : WorkQueue.values()) {
            queues.add(queue.deadLetterQueue());
            add(keys, Exchanges.DEAD_LETTERS, Set.of(queue.replayKey()));
        }
    }

    /** A regular expression over the exchanges that it may send to. */
    public String write() {
        return anyOf(keys.keySet());
    }

    /** A regular expression over the queues that it may read from. */
    public String read() {
        return anyOf(queues);
    }

    /** By exchange, a regular expression over the routing keys: of some exchanges, no key. */
    public Map<String, String> topics() {
        return Exchanges.ALL.stream()
                .collect(
                        Collectors.toMap(
                                exchange -> exchange,
                                exchange -> anyOf(keys.getOrDefault(exchange, Set.of()))));
    }

    /** None of the names has a character of meaning but the dot. */
    private static String anyOf(Collection<String> names) {
        return names.stream()
                .map(name -> name.replace(".", "\\."))
                .collect(Collectors.joining("|", "^(", ")$"));
    }
}
