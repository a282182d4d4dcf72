package dev.ordersaga.infra.services;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;

/**
 * A stand-in for the external data platform: takes payments at {@code POST /payments}.
 *
 * <p>What it received is told by {@code GET /__admin/requests}; faults are put in through the same
 * API, which is WireMock's.
 */
public final class DataPlatformStub {

    static final String PROCESS = "data-platform";

    private static final int REMEMBERED_REQUESTS = 2_000;

    private DataPlatformStub() {}

    /**
     * Listens until it is stopped.
     *
     * @param args the port
     */
    public static void main(String[] args) throws InterruptedException {
        WireMockServer server = start(Integer.parseInt(args[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        System.out.println("The data platform stub listens on port " + server.port());
        Thread.currentThread().join();
    }

    private static WireMockServer start(int port) {
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
