package dev.ordersaga.user.adapter.persistence;

import dev.ordersaga.messaging.store.LogTable;
import dev.ordersaga.messaging.store.Rows;
import dev.ordersaga.user.application.Ledger;
import dev.ordersaga.user.domain.LedgerAccount;
import dev.ordersaga.user.domain.Money;
import dev.ordersaga.user.domain.PointsStatement.Entry;
import dev.ordersaga.user.domain.PointsStatement.Place;
import dev.ordersaga.user.domain.Posting;
import dev.ordersaga.user.domain.Transfer;
import io.r2dbc.spi.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The ledger: one row per transfer, and one per posting. No row of it is ever changed. */
public final class LedgerTable implements Ledger {

    private static final String OF_USER =
            "SELECT t.id, t.posted_at, t.kind, t.reference, p.amount, p.currency FROM ledger_transfer t"
                    + " JOIN ledger_transfer_posting p ON p.transfer_id = t.id AND p.account = ?"
                    + " WHERE t.user_id = ?";
    private static final String BEFORE = " AND t.posted_at <= ? AND (t.posted_at < ? OR t.id < ?)";
    private static final String NEWEST_FIRST = " ORDER BY t.posted_at DESC, t.id DESC LIMIT ";

    private final DatabaseClient db;
    private final Transfers transfers;
    private final Postings postings;

    public LedgerTable(DatabaseClient db) {
        this.db = db;
        this.transfers = new Transfers();
        this.postings = new Postings();
    }

    @Override
    public Mono<Void> post(Transfer transfer) {
        return transfers
                .append(transfer)
                .then(
                        postings.append(
                                transfer.postings().stream()
                                        .map(posting -> new Line(transfer.id(), posting))
                                        .toList()));
    }

    @Override
    public Mono<Money> credited(long userId, String reference) {
        return Rows.select(
                        db,
                        OF_USER + " AND t.kind = ? AND t.reference = ?",
                        List.of(account(userId), userId, Transfer.Kind.CREDIT, reference),
                        (row, _) -> money(row))
                .singleOrEmpty();
    }

    @Override
    public Flux<Entry> entries(long userId, @Nullable Place before, int limit) {
        List<Object> values = new ArrayList<>(List.of(account(userId), userId));
        if (before != null) {
            values.addAll(List.of(before.at(), before.at(), before.transferId()));
        }
        String sql = OF_USER + (before == null ? "" : BEFORE) + NEWEST_FIRST + limit;
        return Rows.select(db, sql, values, (row, _) -> entry(row));
    }

    private static String account(long userId) {
        return LedgerAccount.ofUser(userId).name();
    }

    private static Money money(Row row) {
        return new Money(Rows.number(row, "amount"), Rows.string(row, "currency"));
    }

    private static Entry entry(Row row) {
        return new Entry(
                Rows.uuid(row, "id"),
                Rows.instant(row, "posted_at"),
                Rows.constant(row, "kind", Transfer.Kind.class),
                Rows.number(row, "amount"),
                Rows.string(row, "reference"));
    }

    private record Line(UUID transferId, Posting posting) {}

    private static final class Transfers extends LogTable<Transfer> {

        Transfers() {
            super("ledger_transfer", List.of("id", "user_id", "kind", "reference", "posted_at"));
        }

        @Override
        protected List<@Nullable Object> values(Transfer transfer) {
            return List.of(
                    transfer.id(),
                    transfer.userId(),
                    transfer.kind(),
                    transfer.reference(),
                    transfer.at());
        }
    }

    /** Written after {@link Transfers}, whose name comes before. */
    private static final class Postings extends LogTable<Line> {

        Postings() {
            super(
                    "ledger_transfer_posting",
                    List.of("transfer_id", "account", "currency", "amount"));
        }

        @Override
        protected List<@Nullable Object> values(Line line) {
            Posting posting = line.posting();
            return List.of(
                    line.transferId(),
                    posting.account().name(),
                    posting.currency(),
                    posting.amount());
        }
    }
}
