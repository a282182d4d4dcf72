package dev.ordersaga.order.adapter.web;

import dev.ordersaga.contracts.WorkQueue;
import dev.ordersaga.messaging.DeadLettersUnavailable;
import dev.ordersaga.order.application.ListDeadLetters;
import dev.ordersaga.order.application.ReplayDeadLetters;
import dev.ordersaga.web.Problem;
import dev.ordersaga.web.identity.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows and replays the dead letters of all services, for operators. */
@RestController
@RequestMapping("/dead-letters")
class DeadLetterController {

    static final int USUAL = 100;
    static final int MOST = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterController.class);

    private final ListDeadLetters listDeadLetters;
    private final ReplayDeadLetters replayDeadLetters;

    DeadLetterController(ListDeadLetters listDeadLetters, ReplayDeadLetters replayDeadLetters) {
        this.listDeadLetters = listDeadLetters;
        this.replayDeadLetters = replayDeadLetters;
    }

    /** The oldest dead letters of one queue, or of all, and what replaying each would come to. */
    @GetMapping
    Mono<DeadLetterBody.Page> list(
            @RequestParam(required = false) @Nullable String queue,
            @RequestParam(defaultValue = "" + USUAL) @Min(1) @Max(MOST) int limit) {
        return listDeadLetters
                .handle(queues(queue), limit + 1)
                .map(found -> DeadLetterBody.Page.of(found, limit))
                .onErrorMap(DeadLettersUnavailable.class, DeadLetterController::unavailable);
    }

    /** Sends dead letters to their work queues again; their sagas' timelines tell who and why. */
    @PostMapping("/replay")
    Mono<ReplayBody> replay(Caller caller, @Valid @RequestBody ReplayRequest request) {
        return replayDeadLetters
                .handle(request.selection(), caller.asOperator(), Limits.valid(request.reason()))
                .map(ReplayBody::of)
                .onErrorMap(DeadLettersUnavailable.class, DeadLetterController::unavailable);
    }

    /** The queue of this name, or all. */
    static List<WorkQueue> queues(@Nullable String name) {
        List<WorkQueue> named =
                Arrays.stream(WorkQueue.values())
                        .filter(queue -> name == null || queue.queueName().equals(name))
                        .toList();
        if (named.isEmpty()) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST, "invalid-request", "There is no such work queue.");
        }
        return named;
    }

    private static Problem unavailable(DeadLettersUnavailable fault) {
        LOG.warn("Dead letters are out of reach", fault);
        return Problem.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "dead-letters-unavailable",
                "The broker does not take part, or somebody else is at the dead letters. No"
                        + " message is lost; look again in a moment.");
    }
}
