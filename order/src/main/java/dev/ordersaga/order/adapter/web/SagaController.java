package dev.ordersaga.order.adapter.web;

import dev.ordersaga.order.application.RetrySaga;
import dev.ordersaga.order.application.RetrySaga.Outcome.Ended;
import dev.ordersaga.order.application.RetrySaga.Outcome.Sent;
import dev.ordersaga.order.application.RunningSaga;
import dev.ordersaga.order.application.SagaOverview;
import dev.ordersaga.order.application.SagaQuery;
import dev.ordersaga.order.application.Timeline;
import dev.ordersaga.web.Problem;
import dev.ordersaga.web.identity.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows sagas, and brings one on that waits, for operators. */
@RestController
@RequestMapping("/sagas")
class SagaController {

    private static final int USUAL = 100;
    private static final int MOST = 1_000;
    private static final long TEN_YEARS = 315_360_000;

    private final SagaOverview overview;
    private final Timeline timeline;
    private final RetrySaga retrySaga;
    private final Clock clock;

    SagaController(SagaOverview overview, Timeline timeline, RetrySaga retrySaga, Clock clock) {
        this.overview = overview;
        this.timeline = timeline;
        this.retrySaga = retrySaga;
        this.clock = clock;
    }

    @Operation(summary = "Sagas, the oldest first")
    @GetMapping
    Mono<SagaOverviewBody.Page> list(
            @Parameter(
                            description =
                                    "RUNNING, COMPENSATION_STUCK or ENDED, or the step that they"
                                            + " wait at, or the end that they have come to",
                            example = "COMPENSATION_STUCK")
                    @RequestParam(required = false)
                    @Nullable String state,
            @Parameter(description = "Begun at least so many seconds ago", example = "60")
                    @RequestParam(required = false)
                    @Min(0)
                    @Max(TEN_YEARS)
                    @Nullable Long olderThan,
            @RequestParam(defaultValue = "" + USUAL) @Min(1) @Max(MOST) int limit,
            @Parameter(description = "The nextCursor of the page before")
                    @RequestParam(required = false)
                    @Nullable UUID cursor) {
        SagaState wanted = SagaState.named(state);
        return overview.find(
                        new SagaQuery(
                                wanted.phases(),
                                wanted.step(),
                                cursor,
                                olderThan == null ? null : clock.instant().minusSeconds(olderThan),
                                limit + 1))
                .collectList()
                .map(found -> SagaOverviewBody.Page.of(found, limit));
    }

    @Operation(summary = "One saga with its timeline and its remaining steps")
    @GetMapping("/{txId}")
    Mono<SagaOverviewBody.Details> saga(@PathVariable UUID txId) {
        return overview.read(txId)
                .switchIfEmpty(Mono.error(SagaController::unknown))
                .flatMap(this::details);
    }

    @Operation(summary = "Sends the command that the saga awaits the answer of again, now")
    @PostMapping("/{txId}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<SagaOverviewBody.Details> retry(
            Caller caller, @PathVariable UUID txId, @Valid @RequestBody RetryRequest request) {
        return retrySaga
                .handle(txId, caller.asOperator(), Limits.valid(request.reason()))
                .switchIfEmpty(Mono.error(SagaController::unknown))
                .flatMap(
                        outcome ->
                                switch (outcome) {
                                    case Sent _ -> saga(txId);
                                    case Ended(RunningSaga saga) -> Mono.error(ended(saga));
                                });
    }

    private Mono<SagaOverviewBody.Details> details(RunningSaga running) {
        return timeline.of(running.saga().txId())
                .collectList()
                .map(entries -> SagaOverviewBody.Details.of(running, entries));
    }

    private static Problem unknown() {
        return Problem.notFound("There is no such saga.");
    }

    private static Problem ended(RunningSaga running) {
        return Problem.conflict(
                "saga-state",
                "The saga has ended, " + running.saga().step().name() + ": it awaits nothing.");
    }
}
