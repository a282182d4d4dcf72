package dev.ordersaga.payment.adapter.web;

import dev.ordersaga.contracts.CommandId;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.PaymentCommand.Pay;
import dev.ordersaga.contracts.PaymentCommand.Refund;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.UserReply.PointsRefusal;
import dev.ordersaga.contracts.UserReply.PointsRefused;
import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.store.OutboxTable;
import dev.ordersaga.messaging.store.StoreTransactions;
import dev.ordersaga.payment.RunningService;
import dev.ordersaga.payment.application.AdvancePayment;
import dev.ordersaga.payment.application.PayForOrder;
import dev.ordersaga.payment.application.RefundOrder;
import dev.ordersaga.payment.application.SagaRunner;
import dev.ordersaga.web.testing.TestIssuer;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

class PaymentApiIT extends RunningService {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final UUID tx = Ids.timeOrdered();
    private final UUID order = Ids.timeOrdered();

    private int port;
    private WebTestClient http;
    private StoreTransactions transactions;

    @Autowired private TransactionalOperator operator;
    @Autowired private DatabaseClient db;
    @Autowired private OutboxTable outbox;
    @Autowired private SagaRunner saga;

    @BeforeEach
    void connect(@Value("${local.server.port}") int port) {
        this.port = port;
        http = as(9, "OPERATOR");
        transactions = new StoreTransactions(operator, db, outbox, _ -> {});
    }

    @Test
    void aPaymentIsShownToItsBuyerAndToNoOtherCustomer() {
        failed();

        String payment = "/payments/" + order;
        as(1, "CUSTOMER").get().uri(payment).exchange().expectStatus().isOk();
        as(2, "CUSTOMER").get().uri(payment).exchange().expectStatus().isNotFound();
        as(2, "KITCHEN").get().uri(payment).exchange().expectStatus().isNotFound();
    }

    @Test
    void aPaymentIsShownWithItsPriceAndTheReasonOfItsFailure() {
        failed();

        payment(HttpStatus.OK)
                .jsonPath("$.paymentId")
                .isNotEmpty()
                .jsonPath("$.orderId")
                .isEqualTo(order.toString())
                .jsonPath("$.userId")
                .isEqualTo(1)
                .jsonPath("$.status")
                .isEqualTo("FAILED")
                .jsonPath("$.price")
                .isEqualTo(44_000)
                .jsonPath("$.currency")
                .isEqualTo("KRW")
                .jsonPath("$.reason")
                .isEqualTo("POINTS_SHORT")
                .jsonPath("$.createdAt")
                .isNotEmpty()
                .jsonPath("$.updatedAt")
                .isNotEmpty()
                .jsonPath("$.buyerName")
                .doesNotExist();
    }

    @Test
    void aRefundThatCameFirstIsShownWithoutAUser() {
        run(new RefundOrder(saga).refund(command("refund", new Refund(order))));

        payment(HttpStatus.OK)
                .jsonPath("$.status")
                .isEqualTo("REFUNDED")
                .jsonPath("$.price")
                .isEqualTo(0)
                .jsonPath("$.userId")
                .isEmpty();
    }

    @Test
    void anOrderWithoutAPaymentIsNotFound() {
        problem("/payments/" + order, HttpStatus.NOT_FOUND, "not-found");
    }

    @Test
    void anOrderIdThatIsNoUuidCannotBeRead() {
        problem("/payments/17", HttpStatus.BAD_REQUEST, "unreadable-request");
    }

    @Test
    void aPathThatIsNoneIsNotFound() {
        problem("/refunds", HttpStatus.NOT_FOUND, "not-found");
    }

    @Test
    void paymentsCannotBeMadeOverHttp() {
        http.post()
                .uri("/payments/" + order)
                .exchange()
                .expectStatus()
                .isEqualTo(HttpStatus.METHOD_NOT_ALLOWED)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:method-not-allowed");
    }

    @Test
    void theServiceIsHealthy() {
        http.get().uri("/actuator/health").exchange().expectStatus().isOk();
    }

    private WebTestClient as(long userId, String role) {
        return WebTestClient.bindToServer()
                .baseUrl("http://localhost:" + port)
                .defaultHeader(HttpHeaders.AUTHORIZATION, TestIssuer.get().bearer(userId, role))
                .responseTimeout(DEADLINE)
                .build();
    }

    private BodyContentSpec payment(HttpStatus status) {
        return http.get()
                .uri("/payments/" + order)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
    }

    private void problem(String path, HttpStatus status, String name) {
        http.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("urn:order-saga:problem:" + name);
    }

    private void failed() {
        Pay pay = new Pay(order, 1, "Kim", new Money(44_000, "KRW"));
        run(new PayForOrder(saga).pay(command("pay", pay)));
        String use = CommandId.action(tx, "user.points.use");
        PointsRefused refused = new PointsRefused(order, PointsRefusal.POINTS_SHORT);
        run(
                new AdvancePayment(saga)
                        .answered(new Incoming<>(Target.PAYMENT, tx, use, use, refused)));
    }

    private <C> Incoming<C> command(String commandId, C body) {
        return new Incoming<>(Target.ORDER_CREATION, tx, commandId, commandId, body);
    }

    private void run(Mono<?> work) {
        transactions.run(work).block(DEADLINE);
    }
}
