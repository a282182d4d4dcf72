package dev.ordersaga.infra.benchmark;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/**
 * A data platform that takes every payment and forgets it, so that the processor time which is
 * measured goes into the system and not into what it talks to.
 */
final class FastDataPlatform {

    private static final int NO_CONTENT = 204;
    private static final int NO_BODY = -1;
    private static final int THREADS = 4;

    private FastDataPlatform() {}

    /**
     * Listens until it is stopped.
     *
     * @param args the port
     */
    public static void main(String[] args) throws IOException {
        InetSocketAddress address =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.createContext("/payments", FastDataPlatform::take);
        server.start();
    }

    private static void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(NO_CONTENT, NO_BODY);
        }
    }
}
