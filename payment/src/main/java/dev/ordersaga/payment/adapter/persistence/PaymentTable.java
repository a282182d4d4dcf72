package dev.ordersaga.payment.adapter.persistence;

import dev.ordersaga.messaging.store.AggregateTable;
import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.payment.application.Payments;
import dev.ordersaga.payment.domain.FailureReason;
import dev.ordersaga.payment.domain.Money;
import dev.ordersaga.payment.domain.Payment;
import dev.ordersaga.payment.domain.PaymentStatus;
import dev.ordersaga.payment.saga.Caller;
import dev.ordersaga.payment.saga.PaymentProcess;
import dev.ordersaga.payment.saga.Step;
import io.r2dbc.spi.Row;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code payments}. */
public final class PaymentTable extends AggregateTable<UUID, PaymentProcess> implements Payments {

    private static final List<String> COLUMNS =
            List.of(
                    "order_id",
                    "payment_id",
                    "tx_id",
                    "user_id",
                    "buyer_name",
                    "amount",
                    "currency",
                    "status",
                    "reason",
                    "charged",
                    "awaited",
                    "sends",
                    "deadline",
                    "waiting",
                    "created_at",
                    "updated_at");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final DatabaseClient db;

    public PaymentTable(DatabaseClient db) {
        super(db, "payments", COLUMNS);
        this.db = db;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Which order a saga is about never changes, so it is read without a lock; the rows are then
     * locked in the order of their keys, as everywhere.
     */
    @Override
    public Mono<Void> prefetchSagas(Collection<UUID> txIds) {
        return ordersOf(txIds).collectList().flatMap(this::prefetch);
    }

    @Override
    public Mono<PaymentProcess> findBySaga(UUID txId) {
        return held(process -> process.txId().equals(txId))
                .switchIfEmpty(
                        Mono.defer(
                                () -> ordersOf(List.of(txId)).singleOrEmpty().flatMap(this::find)));
    }

    @Override
    public Mono<List<UUID>> late(Instant now, int limit) {
        return Rows.select(
                        db,
                        "SELECT order_id FROM payments WHERE deadline <= ? ORDER BY deadline LIMIT "
                                + limit
                                + " FOR UPDATE SKIP LOCKED",
                        List.of(now),
                        (row, _) -> Rows.uuid(row, "order_id"))
                .collectList();
    }

    private Flux<UUID> ordersOf(Collection<UUID> txIds) {
        List<UUID> sagas = txIds.stream().distinct().toList();
        if (sagas.isEmpty()) {
            return Flux.empty();
        }
        return Rows.select(
                db,
                "SELECT order_id FROM payments WHERE tx_id IN ("
                        + Rows.list("?", sagas.size())
                        + ")",
                sagas,
                (row, _) -> Rows.uuid(row, "order_id"));
    }

    @Override
    protected UUID keyOf(PaymentProcess process) {
        return process.payment().orderId();
    }

    @Override
    protected List<@Nullable Object> values(PaymentProcess process) {
        Payment payment = process.payment();
        return Arrays.asList(
                payment.orderId(),
                payment.paymentId(),
                process.txId(),
                payment.userId(),
                payment.buyerName(),
                payment.price().amount(),
                payment.price().currency(),
                payment.status(),
                payment.reason(),
                payment.charged(),
                process.awaited(),
                process.sends(),
                process.deadline(),
                JSON.writeValueAsString(process.waiting()),
                payment.createdAt(),
                payment.updatedAt());
    }

    @Override
    protected PaymentProcess read(Row row) {
        return new PaymentProcess(
                payment(row),
                Rows.uuid(row, "tx_id"),
                constantOrNull(row, "awaited", Step.class),
                (int) Rows.number(row, "sends"),
                Rows.instantOrNull(row, "deadline"),
                List.of(JSON.readValue(Rows.string(row, "waiting"), Caller[].class)));
    }

    private static Payment payment(Row row) {
        return new Payment(
                Rows.uuid(row, "payment_id"),
                Rows.uuid(row, "order_id"),
                Rows.number(row, "user_id"),
                Rows.string(row, "buyer_name"),
                new Money(Rows.number(row, "amount"), Rows.string(row, "currency")),
                Rows.constant(row, "status", PaymentStatus.class),
                constantOrNull(row, "reason", FailureReason.class),
                Rows.flag(row, "charged"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }

    private static <E extends Enum<E>> @Nullable E constantOrNull(
            Row row, String column, Class<E> type) {
        String name = Rows.stringOrNull(row, column);
        return name == null ? null : Enum.valueOf(type, name);
    }
}
