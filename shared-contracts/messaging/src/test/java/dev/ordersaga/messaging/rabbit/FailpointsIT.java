package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.GetResponse;
import dev.ordersaga.contracts.Event.OrderStatusChanged;
import dev.ordersaga.contracts.Exchanges;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.messaging.Outbox;
import dev.ordersaga.messaging.Outgoing;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.failpoint.ArmedFailpoints;
import dev.ordersaga.messaging.failpoint.Arming;
import dev.ordersaga.messaging.failpoint.Failpoint;
import dev.ordersaga.messaging.failpoint.FailpointAction;
import dev.ordersaga.messaging.failpoint.InjectedFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.TransactionSystemException;
import reactor.core.publisher.Mono;

/** Each failpoint is where it says, and what fails there happens once all the same. */
class FailpointsIT {

    private static final String EVENTS = "events";
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final Stage stage = new Stage();
    private ConfigurableApplicationContext service;
    private ArmedFailpoints failpoints;
    private UserDesk desk;

    @BeforeEach
    void start() throws Exception {
        Groundwork.DECLARE.layExchanges(stage.wire().channel());
        stage.wire().channel().queueDeclare(EVENTS, false, false, false, null);
        stage.wire().channel().queueBind(EVENTS, Exchanges.EVENTS, "#");
        service = stage.start("saga.failpoints.enabled=true");
        failpoints = service.getBean(ArmedFailpoints.class);
        desk = service.getBean(UserDesk.class);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void beforeACommitTheWorkIsLostAndTheMessageGoesToRetry() throws Exception {
        arm(Failpoint.BEFORE_COMMIT, FailpointAction.FAIL, 2);

        stage.wire().verify("c-1", 7);

        assertAnsweredOnce("c-1");
        assertThat(desk.begun()).hasSize(3);
    }

    @Test
    void beforeACommitNothingIsThereForOthers() throws Exception {
        hold(Failpoint.BEFORE_COMMIT, Duration.ofSeconds(5));

        stage.wire().verify("c-1", 7);

        awaitFired(Failpoint.BEFORE_COMMIT);
        assertThat(stage.effectsOf("c-1")).isZero();
        assertThat(outboxRows()).isZero();
    }

    @Test
    void afterACommitAllIsThereAndNothingPublished() throws Exception {
        hold(Failpoint.AFTER_COMMIT, FOR_EVER);

        stage.wire().verify("c-1", 7);

        awaitFired(Failpoint.AFTER_COMMIT);
        assertThat(stage.effectsOf("c-1")).isOne();
        assertThat(outboxRows()).isOne();
        assertThat(failpoints.state(Failpoint.AFTER_PUBLISH).passed()).isZero();
    }

    @Test
    void aMessageWhoseCommitHasNoAnswerTakesEffectOnce() throws Exception {
        arm(Failpoint.AFTER_COMMIT, FailpointAction.FAIL, 1);

        stage.wire().verify("c-1", 7);

        assertThat(takeReplies(2)).allMatch(reply -> isReplyTo(reply, "c-1"));
        assertThat(desk.begun()).hasSize(1);
        assertThat(stage.effectsOf("c-1")).isOne();
        stage.awaitEmptyOutbox();
    }

    @Test
    void aRequestWhoseCommitHasNoAnswerFailsAndIsPublishedAllTheSame() {
        failpoints.arm(Failpoint.AFTER_COMMIT, Arming.once(FailpointAction.FAIL));

        assertThatThrownBy(() -> tell("e-1")).isInstanceOf(TransactionSystemException.class);

        assertThat(stage.wire().take(EVENTS).getProps().getMessageId()).isEqualTo("e-1");
        stage.awaitEmptyOutbox();
    }

    @Test
    void aRequestThatFailsBeforeItsCommitLeavesNothing() {
        failpoints.arm(Failpoint.BEFORE_COMMIT, Arming.once(FailpointAction.FAIL));

        assertThatThrownBy(() -> tell("e-1")).isInstanceOf(InjectedFailure.class);

        assertThat(outboxRows()).isZero();
    }

    @Test
    void whatIsPublishedAndNotMarkedIsPublishedAgain() {
        arm(Failpoint.AFTER_PUBLISH, FailpointAction.FAIL, 1);

        tell("e-1");

        assertThat(stage.wire().takeUntil(EVENTS, found -> found.size() >= 2))
                .allMatch(event -> event.getProps().getMessageId().equals("e-1"));
        stage.awaitEmptyOutbox();
    }

    @Test
    void whatIsHandledAndNotAcknowledgedComesAgainAndIsAnsweredAgain() throws Exception {
        arm(Failpoint.BEFORE_ACK, FailpointAction.FAIL, 1);

        stage.wire().verify("c-1", 7);

        assertThat(takeReplies(2)).allMatch(reply -> isReplyTo(reply, "c-1"));
        assertThat(desk.begun()).hasSize(1);
        assertThat(stage.effectsOf("c-1")).isOne();
        stage.awaitEmptyOutbox();
    }

    @Test
    void beforeAnAcknowledgementTheMessageIsHandledAndStillTheBrokers() throws Exception {
        hold(Failpoint.BEFORE_ACK, FOR_EVER);

        stage.wire().verify("c-1", 7);

        awaitFired(Failpoint.BEFORE_ACK);
        assertThat(stage.effectsOf("c-1")).isOne();
        service.close();
        await().atMost(Wire.LONG).until(() -> stage.wire().ready(Wire.COMMANDS) == 1);
    }

    @Test
    void aTransactionThatTouchesNothingCrossesNothing() {
        service.getBean(Transactions.class).run(Mono.just(1)).block(Wire.LONG);

        assertThat(failpoints.state(Failpoint.BEFORE_COMMIT).passed()).isZero();
        assertThat(failpoints.state(Failpoint.AFTER_COMMIT).passed()).isZero();
    }

    private void arm(Failpoint point, FailpointAction action, long times) {
        failpoints.arm(point, new Arming(action, 0, times, Duration.ZERO));
    }

    /** Holds whoever comes, also the relay. */
    private void hold(Failpoint point, Duration delay) {
        failpoints.arm(point, new Arming(FailpointAction.DELAY, 0, Long.MAX_VALUE, delay));
    }

    private void awaitFired(Failpoint point) {
        await("something happens at " + point)
                .atMost(Wire.LONG)
                .until(() -> failpoints.state(point).fired() >= 1);
    }

    private void tell(String id) {
        OrderStatusChanged event = new OrderStatusChanged(Wire.ORDER, 1, "APPROVED", Instant.EPOCH);
        service.getBean(Transactions.class)
                .run(
                        service.getBean(Outbox.class)
                                .send(Outgoing.event(Target.ORDER_CREATION, Wire.TX, id, event)))
                .block(Wire.LONG);
    }

    private void assertAnsweredOnce(String commandId) {
        assertThat(takeReplies(1)).singleElement().matches(reply -> isReplyTo(reply, commandId));
        assertThat(stage.effectsOf(commandId)).isOne();
        stage.awaitEmptyOutbox();
    }

    private List<GetResponse> takeReplies(int atLeast) {
        return stage.wire().takeUntil(Wire.REPLIES, found -> found.size() >= atLeast);
    }

    private static boolean isReplyTo(GetResponse reply, String commandId) {
        return reply.getProps().getMessageId().equals(commandId + ":reply");
    }

    private long outboxRows() {
        return stage.count("SELECT COUNT(*) FROM outbox");
    }
}
