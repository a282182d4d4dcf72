package dev.ordersaga.system.model;

import dev.ordersaga.contracts.CommandId;
import dev.ordersaga.contracts.KitchenCommand.ProductItem;
import dev.ordersaga.contracts.KitchenReply.PricedItem;
import dev.ordersaga.contracts.KitchenReply.TicketCreated;
import dev.ordersaga.contracts.Money;
import java.util.List;
import java.util.UUID;

/** The one order of the model. */
final class Facts {

    static final UUID TX = new UUID(0, 1);
    static final UUID ORDER = new UUID(0, 2);
    static final UUID PAYMENT = new UUID(0, 3);
    static final long USER = 1;
    static final Money PRICE = new Money(100, "KRW");
    static final List<ProductItem> ITEMS = List.of(new ProductItem(123, 1));
    static final TicketCreated CREATED =
            new TicketCreated(ORDER, List.of(new PricedItem(123, 1, PRICE)), PRICE);

    static final String CREATE = CommandId.action(TX, "kitchen.ticket.create");
    static final String REJECT = CommandId.compensation(TX, "kitchen.ticket.create");
    static final String PAY = CommandId.action(TX, "payment.pay");
    static final String REFUND = CommandId.compensation(TX, "payment.pay");
    static final String APPROVE = CommandId.action(TX, "kitchen.ticket.approve");
    static final String RECALL = CommandId.compensation(TX, "kitchen.ticket.approve");
    static final String USE_POINTS = CommandId.action(TX, "user.points.use");
    static final String RESTORE_POINTS = CommandId.compensation(TX, "user.points.use");

    private Facts() {}

    /** What kind of thing it is. */
    static String nameOf(Object thing) {
        return thing.getClass().getSimpleName();
    }

    /** A command's id without the saga's. */
    static String shortId(String commandId) {
        return commandId.substring(TX.toString().length() + 1);
    }
}
