package dev.ordersaga.infra.services;

import dev.ordersaga.infra.run.Service;
import dev.ordersaga.infra.servers.ServerAddresses;
import java.util.Map;

/** How the services of a run are connected: straight to the servers, or by detours. */
public interface Wiring {

    /** As usual. */
    Wiring STRAIGHT =
            new Wiring() {
                @Override
                public ServerAddresses addresses(Service service, ServerAddresses servers) {
                    return servers;
                }

                @Override
                public Map<String, String> settings() {
                    return Map.of();
                }
            };

    /** Where a service finds broker and database, which are at {@code servers}. */
    ServerAddresses addresses(Service service, ServerAddresses servers);

    /** Environment variables that every service is given besides. */
    Map<String, String> settings();
}
