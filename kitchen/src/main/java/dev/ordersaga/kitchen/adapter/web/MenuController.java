package dev.ordersaga.kitchen.adapter.web;

import dev.ordersaga.kitchen.application.Menu;
import dev.ordersaga.kitchen.application.PutOnMenu;
import dev.ordersaga.kitchen.application.PutOnMenu.Outcome;
import dev.ordersaga.kitchen.domain.MenuItem;
import dev.ordersaga.kitchen.domain.Money;
import dev.ordersaga.web.Problem;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The menu. */
@RequestMapping("/menu")
@RestController
public final class MenuController {

    private static final long MAX_ID = (1L << 53) - 1;
    private static final long MAX_PRICE = 1_000_000_000_000L;
    private static final int MAX_PORTIONS = 1_000_000;

    private final Menu menu;
    private final PutOnMenu putOnMenu;

    public MenuController(Menu menu, PutOnMenu putOnMenu) {
        this.menu = menu;
        this.putOnMenu = putOnMenu;
    }

    @SecurityRequirements
    @GetMapping
    Flux<MenuEntry> menu() {
        return menu.all().map(MenuEntry::of);
    }

    @PutMapping("/{productId}")
    Mono<MenuEntry> put(
            @Max(MAX_ID) @Min(1) @PathVariable long productId,
            @RequestBody @Valid MenuChange change) {
        return putOnMenu
                .put(change.of(productId))
                .flatMap(
                        outcome ->
                                switch (outcome) {
                                    case Outcome.Put(MenuItem item) ->
                                            Mono.just(MenuEntry.of(item));
                                    case Outcome.ForeignCurrency(String own) ->
                                            Mono.error(foreignCurrency(own));
                                });
    }

    private static Problem foreignCurrency(String own) {
        return Problem.conflict("foreign-currency", "The menu is in " + own);
    }

    /**
     * What the menu says.
     *
     * @param price of one portion, in minor units of the currency
     */
    record MenuEntry(
            long productId,
            String name,
            long price,
            String currency,
            int portions,
            boolean available) {

        static MenuEntry of(MenuItem item) {
            return new MenuEntry(
                    item.productId(),
                    item.name(),
                    item.price().amount(),
                    item.price().currency(),
                    item.portions(),
                    item.available());
        }
    }

    /**
     * What it is to say.
     *
     * @param portions that are left from now on
     */
    record MenuChange(
            @NotBlank @Size(max = 100) String name,
            @Max(MAX_PRICE) @Min(1) @NotNull Long price,
            @NotNull @Pattern(regexp = "[A-Z]{3}", message = "must be an ISO 4217 code")
                    String currency,
            @Max(MAX_PORTIONS) @Min(0) @NotNull Integer portions,
            @NotNull Boolean available) {

        MenuItem of(long productId) {
            return new MenuItem(productId, name, new Money(price, currency), portions, available);
        }
    }
}
