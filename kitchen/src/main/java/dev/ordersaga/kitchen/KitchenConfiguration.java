package dev.ordersaga.kitchen;

import dev.ordersaga.kitchen.adapter.messaging.KitchenCommandListener;
import dev.ordersaga.kitchen.adapter.persistence.KitchenTable;
import dev.ordersaga.kitchen.adapter.persistence.MenuTable;
import dev.ordersaga.kitchen.adapter.persistence.TicketTable;
import dev.ordersaga.kitchen.application.ApproveTicket;
import dev.ordersaga.kitchen.application.CancelTicket;
import dev.ordersaga.kitchen.application.CookTicket;
import dev.ordersaga.kitchen.application.CreateTicket;
import dev.ordersaga.kitchen.application.Menu;
import dev.ordersaga.kitchen.application.Premises;
import dev.ordersaga.kitchen.application.PutOnMenu;
import dev.ordersaga.kitchen.application.RejectTicket;
import dev.ordersaga.kitchen.application.RunKitchen;
import dev.ordersaga.kitchen.application.Tickets;
import dev.ordersaga.messaging.Transactions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** Puts the kitchen together: its tables behind the ports, its use cases, its listener. */
@Configuration(proxyBeanMethods = false)
class KitchenConfiguration {

    @Bean
    Tickets tickets(DatabaseClient db) {
        return new TicketTable(db);
    }

    @Bean
    Menu menu(DatabaseClient db) {
        return new MenuTable(db);
    }

    @Bean
    Premises premises(DatabaseClient db) {
        return new KitchenTable(db);
    }

    @Bean
    CreateTicket createTicket(Tickets tickets, Menu menu, Premises premises, Clock clock) {
        return new CreateTicket(tickets, menu, premises, micros(clock));
    }

    @Bean
    ApproveTicket approveTicket(Tickets tickets, Menu menu, Premises premises, Clock clock) {
        return new ApproveTicket(tickets, menu, premises, micros(clock));
    }

    @Bean
    RejectTicket rejectTicket(Tickets tickets, Premises premises, Clock clock) {
        return new RejectTicket(tickets, premises, micros(clock));
    }

    @Bean
    CancelTicket cancelTicket(Tickets tickets, Menu menu, Premises premises, Clock clock) {
        return new CancelTicket(tickets, menu, premises, micros(clock));
    }

    @Bean
    CookTicket cookTicket(
            Tickets tickets, Premises premises, Transactions transactions, Clock clock) {
        return new CookTicket(tickets, premises, transactions, micros(clock));
    }

    @Bean
    PutOnMenu putOnMenu(Menu menu, Premises premises, Transactions transactions) {
        return new PutOnMenu(menu, premises, transactions);
    }

    @Bean
    RunKitchen runKitchen(Premises premises, Transactions transactions) {
        return new RunKitchen(premises, transactions);
    }

    @Bean
    KitchenCommandListener kitchenCommands(
            CreateTicket createTicket,
            ApproveTicket approveTicket,
            RejectTicket rejectTicket,
            CancelTicket cancelTicket,
            Tickets tickets,
            Menu menu,
            Premises premises) {
        return new KitchenCommandListener(
                createTicket, approveTicket, rejectTicket, cancelTicket, tickets, menu, premises);
    }

    /** As fine as the database keeps it, so that an answer and a later look agree. */
    private static Clock micros(Clock clock) {
        return Clock.tick(clock, ChronoUnit.MICROS.getDuration());
    }
}
