package dev.ordersaga.messaging.rabbit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import dev.ordersaga.contracts.Event;
import dev.ordersaga.contracts.Event.PaymentCompleted;
import dev.ordersaga.contracts.EventMessage.TargetEventMessage;
import dev.ordersaga.contracts.Money;
import dev.ordersaga.contracts.Target;
import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.Incoming;
import dev.ordersaga.messaging.MessageCodec;
import dev.ordersaga.messaging.QueueListener;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.messaging.rabbit.Handling.Failed;
import dev.ordersaga.messaging.store.InboxTable;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Events that have arrived together: each has its effect, and what succeeded is marked. */
class EventBatchesIT {

    private static final int SIDE_BY_SIDE = 3;

    private final Stage stage = new Stage();
    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private Transactions transactions;
    private InboxTable inbox;

    @BeforeEach
    void start() {
        ApplicationContext service = stage.start();
        transactions = service.getBean(Transactions.class);
        inbox = service.getBean(InboxTable.class);
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void whatComesTwiceInOneBatchHasItsEffectOnce() {
        assertThat(handled(telling(this::listen), "e-1", "e-2", "e-1")).isEmpty();

        assertThat(told).containsExactlyInAnyOrder("e-1", "e-2");
        assertThat(marks()).isEqualTo(2);
    }

    @Test
    void theOneThatFailsIsNamedAndTheOthersAreMarked() {
        List<Failed> failed = handled(telling(this::listenButTo2), "e-1", "e-2", "e-3");

        assertThat(failed)
                .extracting(one -> one.message().message().messageId())
                .containsExactly("e-2");
        assertThat(failed)
                .extracting(Failed::fault)
                .hasOnlyElementsOfType(IllegalStateException.class);
        assertThat(marks()).isEqualTo(2);

        assertThat(handled(telling(this::listen), "e-1", "e-2", "e-3")).isEmpty();
        assertThat(told).containsExactlyInAnyOrder("e-1", "e-3", "e-2");
        assertThat(marks()).isEqualTo(3);
    }

    @Test
    void whereAllFailNothingIsMarked() {
        assertThat(handled(telling(_ -> Mono.error(new IllegalStateException())), "e-1", "e-2"))
                .hasSize(2);

        assertThat(marks()).isZero();
    }

    @Test
    void aLostMarkRepeatsTheEffect() {
        Transactions losing =
                new Transactions() {
                    @Override
                    public <T> Mono<T> run(Mono<T> work) {
                        return transactions.run(
                                work.then(Mono.error(new IllegalStateException("lost"))));
                    }
                };

        assertThatThrownBy(() -> handled(telling(this::listen, losing), "e-1", "e-2"))
                .hasMessage("lost");
        assertThat(marks()).isZero();

        assertThat(handled(telling(this::listen), "e-1", "e-2")).isEmpty();
        assertThat(told).containsExactlyInAnyOrder("e-1", "e-2", "e-1", "e-2");
        assertThat(marks()).isEqualTo(2);
    }

    @Test
    void aMarkThatAnotherInstanceHasMadeMeanwhileIsNoFault() {
        EventHandling<Event> handling =
                telling(id -> transactions.run(inbox.mark(id)).then(listen(id)));

        assertThat(handled(handling, "e-1", "e-2")).isEmpty();

        assertThat(marks()).isEqualTo(2);
    }

    @Test
    void theEventsOfABatchHaveTheirEffectsSideBySide() {
        CountDownLatch missing = new CountDownLatch(SIDE_BY_SIDE);
        Sinks.Empty<Void> allAreThere = Sinks.empty();
        EventHandling<Event> handling =
                telling(
                        id -> {
                            missing.countDown();
                            if (missing.getCount() == 0) {
                                allAreThere.tryEmitEmpty();
                            }
                            return allAreThere.asMono().then(listen(id));
                        });

        assertThat(handled(handling, "e-1", "e-2", "e-3")).isEmpty();

        assertThat(told).hasSize(SIDE_BY_SIDE);
    }

    @Test
    void noMoreAreTakenTogetherThanHaveTheirEffectAtTheSameTime() {
        assertThat(telling(this::listen).mostTogether()).isEqualTo(SIDE_BY_SIDE);
    }

    private Mono<Void> listen(String id) {
        return Mono.fromRunnable(() -> told.add(id));
    }

    private Mono<Void> listenButTo2(String id) {
        return id.equals("e-2") ? Mono.error(new IllegalStateException()) : listen(id);
    }

    private long marks() {
        return stage.count("SELECT COUNT(*) FROM inbox");
    }

    private static List<Failed> handled(EventHandling<Event> handling, String... ids) {
        return handling.handle(Stream.of(ids).map(EventBatchesIT::event).toList()).block(Wire.LONG);
    }

    private EventHandling<Event> telling(Function<String, Mono<Void>> effect) {
        return telling(effect, transactions);
    }

    private EventHandling<Event> telling(
            Function<String, Mono<Void>> effect, Transactions marking) {
        return new EventHandling<>(new Platform(effect), marking, inbox, 100);
    }

    private static Received event(String id) {
        PaymentCompleted event =
                new PaymentCompleted(
                        Wire.ORDER, Wire.ORDER, "Ada", new Money(5, "KRW"), Instant.EPOCH);
        MessageCodec codec = new MessageCodec();
        byte[] body = codec.write(new TargetEventMessage(Target.PAYMENT, Wire.TX, event));
        Envelope envelope = new Envelope(1, false, "", event.routingKey());
        return Received.read(
                WorkQueue.DATA_PLATFORM, new Delivery(envelope, Wire.command(id), body), codec);
    }

    private record Platform(Function<String, Mono<Void>> effect)
            implements QueueListener.Events<Event> {

        @Override
        public WorkQueue queue() {
            return WorkQueue.DATA_PLATFORM;
        }

        @Override
        public Class<Event> accepts() {
            return Event.class;
        }

        @Override
        public int concurrency() {
            return SIDE_BY_SIDE;
        }

        @Override
        public Mono<Void> handle(Incoming<Event> event) {
            return effect.apply(event.messageId());
        }
    }
}
