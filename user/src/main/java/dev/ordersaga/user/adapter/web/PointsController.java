package dev.ordersaga.user.adapter.web;

import dev.ordersaga.user.application.CreditPoints;
import dev.ordersaga.user.application.CreditPoints.Outcome;
import dev.ordersaga.user.application.ShowPoints;
import dev.ordersaga.user.domain.Money;
import dev.ordersaga.user.domain.PointsAccount;
import dev.ordersaga.user.domain.PointsStatement;
import dev.ordersaga.user.domain.PointsStatement.Entry;
import dev.ordersaga.user.domain.PointsStatement.Place;
import dev.ordersaga.user.domain.Transfer;
import dev.ordersaga.web.identity.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The points of a user. */
@RestController
@RequestMapping("/users")
final class PointsController {

    private static final int MOST = 100;
    private static final String NEXT = "The nextCursor of the page before";

    private final CreditPoints creditPoints;
    private final ShowPoints showPoints;

    PointsController(CreditPoints creditPoints, ShowPoints showPoints) {
        this.creditPoints = creditPoints;
        this.showPoints = showPoints;
    }

    /**
     * What is given.
     *
     * @param amount minor units of the currency of the user's account
     * @param reference the caller's; the same again gives nothing more
     */
    record Credit(
            @NotNull @Min(1) @Max(Limits.MAX_AMOUNT) Long amount,
            @NotNull @Pattern(regexp = "\\S(.{0,98}\\S)?") String reference) {}

    record BalanceView(long userId, String currency, long balance) {

        static BalanceView of(PointsAccount account) {
            Money balance = account.balance();
            return new BalanceView(account.userId(), balance.currency(), balance.amount());
        }
    }

    /**
     * The points and how they came and went.
     *
     * @param entries newest first
     * @param nextCursor where the next page begins; null if this is the last
     */
    record PointsView(
            long userId,
            String currency,
            long balance,
            List<EntryView> entries,
            @Nullable String nextCursor) {

        static PointsView of(PointsStatement statement) {
            BalanceView account = BalanceView.of(statement.account());
            return new PointsView(
                    account.userId(),
                    account.currency(),
                    account.balance(),
                    statement.entries().stream().map(EntryView::of).toList(),
                    statement.more()
                            ? PointsCursor.text(statement.entries().getLast().place())
                            : null);
        }
    }

    /**
     * One transfer.
     *
     * @param amount negative where points went
     */
    record EntryView(Instant at, Transfer.Kind kind, long amount, String reference) {

        static EntryView of(Entry entry) {
            return new EntryView(entry.at(), entry.kind(), entry.amount(), entry.reference());
        }
    }

    /** A repeated credit is answered with the balance as it is by then. */
    @PostMapping("/{userId}/points")
    Mono<BalanceView> credit(
            @PathVariable @Min(1) @Max(Limits.MAX_ID) long userId,
            @Valid @RequestBody Credit body) {
        return creditPoints
                .credit(userId, body.amount(), body.reference())
                .map(PointsController::answer);
    }

    private static BalanceView answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Credited(PointsAccount account) -> BalanceView.of(account);
            case Outcome.ReferenceTaken(var _, Money credited) ->
                    throw UserProblems.referenceTaken(credited);
            case Outcome.NoAccount(long userId) -> throw UserProblems.notFound(userId);
        };
    }

    @Operation(summary = "The caller's points, and how they came and went, the newest first")
    @GetMapping("/me/points")
    Mono<PointsView> own(
            Caller caller,
            @RequestParam(defaultValue = "" + MOST) @Min(1) @Max(MOST) int limit,
            @Parameter(description = NEXT) @RequestParam(required = false)
                    @Nullable String cursor) {
        return show(caller, caller.userId(), limit, cursor);
    }

    /** A user's own, or anybody's for operators. */
    @Operation(summary = "A user's points, and how they came and went, the newest first")
    @GetMapping("/{userId}/points")
    Mono<PointsView> show(
            Caller caller,
            @PathVariable @Min(1) @Max(Limits.MAX_ID) long userId,
            @RequestParam(defaultValue = "" + MOST) @Min(1) @Max(MOST) int limit,
            @Parameter(description = NEXT) @RequestParam(required = false)
                    @Nullable String cursor) {
        Place before = PointsCursor.place(cursor);
        return Mono.just(userId)
                .filter(caller::maySee)
                .flatMap(visible -> showPoints.show(visible, before, limit))
                .map(PointsView::of)
                .switchIfEmpty(Mono.error(() -> UserProblems.notFound(userId)));
    }
}
