package dev.ordersaga.infra;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A stand-in for the external data platform: takes payments at {@code POST /payments}.
 *
 * <p>What it received is told by {@code GET /__admin/requests}; faults are put in through the same
 * API, which is WireMock's.
 */
@Command(
        name = "data-platform",
        mixinStandardHelpOptions = true,
        description = "Stands in for the external data platform until it is stopped.")
final class DataPlatformCommand implements Runnable {

    static final String PROCESS = "data-platform";

    private static final int REMEMBERED_REQUESTS = 20_000;

    @Option(names = "--port", required = true)
    private int port;

    @Override
    public void run() {
        WireMockServer server = start(port);
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        System.out.println("The data platform stub listens on port " + server.port());
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Starts it in this process.
     *
     * @param port 0 for any
     */
    static WireMockServer start(int port) {
        WireMockServer server =
                new WireMockServer(
                        options()
                                .port(port)
                                .bindAddress("127.0.0.1")
                                .maxRequestJournalEntries(REMEMBERED_REQUESTS));
        server.start();
        server.stubFor(
                post(urlPathEqualTo("/payments"))
                        .willReturn(
                                aResponse()
                                        .withStatus(200)
                                        .withHeader("Content-Type", "application/json")
                                        .withBody("{\"accepted\":true}")));
        return server;
    }
}
