package dev.ordersaga.system.model;

import dev.ordersaga.contracts.KitchenCommand.ProductItem;
import dev.ordersaga.contracts.KitchenReply.PricedItem;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.Money;
import java.util.List;
import java.util.UUID;

/** The one order of the model. */
final class Facts {

    static final UUID TX = new UUID(0, 1);
    static final UUID CANCEL_TX = new UUID(0, 4);
    static final UUID ORDER = new UUID(0, 2);
    static final UUID PAYMENT = new UUID(0, 3);
    static final long USER = 1;
    static final Money PRICE = new Money(100, "KRW");
    static final List<ProductItem> ITEMS = List.of(new ProductItem(123, 1));
    static final TicketCreated CREATED =
            new TicketCreated(ORDER, List.of(new PricedItem(123, 1, PRICE)), PRICE);

    private Facts() {}

    /** What kind of thing it is. */
    static String nameOf(Object thing) {
        return thing.getClass().getSimpleName();
    }

    /** Whether a command is of the saga that cancels. */
    static boolean isOfCancelling(String commandId) {
        return commandId.startsWith(CANCEL_TX.toString());
    }

    /** A command's id, with the kind of saga instead of the saga's id. */
    static String shortId(String commandId) {
        String step = commandId.substring(TX.toString().length() + 1);
        return isOfCancelling(commandId) ? "cancelling:" + step : step;
    }
}
