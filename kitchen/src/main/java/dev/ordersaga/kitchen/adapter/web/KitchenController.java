package dev.ordersaga.kitchen.adapter.web;

import dev.ordersaga.kitchen.application.Premises;
import dev.ordersaga.kitchen.application.RunKitchen;
import dev.ordersaga.kitchen.domain.Kitchen;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The kitchen and its waiting line. */
@RequestMapping("/kitchen")
@RestController
public final class KitchenController {

    private static final int MAX_CAPACITY = 1_000_000;

    private final Premises premises;
    private final RunKitchen runKitchen;

    public KitchenController(Premises premises, RunKitchen runKitchen) {
        this.premises = premises;
        this.runKitchen = runKitchen;
    }

    @GetMapping
    Mono<KitchenState> kitchen() {
        return premises.read().map(KitchenState::of);
    }

    @PutMapping
    Mono<KitchenState> set(@RequestBody @Valid KitchenChange change) {
        return runKitchen.set(change.open(), change.waitingCapacity()).map(KitchenState::of);
    }

    /**
     * The kitchen as clients see it.
     *
     * @param waiting how many places of the waiting line are taken
     */
    record KitchenState(boolean open, int waitingCapacity, int waiting) {

        static KitchenState of(Kitchen kitchen) {
            return new KitchenState(kitchen.open(), kitchen.waitingCapacity(), kitchen.waiting());
        }
    }

    record KitchenChange(
            @NotNull Boolean open, @Max(MAX_CAPACITY) @Min(0) @NotNull Integer waitingCapacity) {}
}
