package dev.ordersaga.user;

import dev.ordersaga.messaging.Ids;
import dev.ordersaga.messaging.Transactions;
import dev.ordersaga.user.adapter.messaging.UserCommandListener;
import dev.ordersaga.user.adapter.persistence.LedgerTable;
import dev.ordersaga.user.adapter.persistence.PointsAccountTable;
import dev.ordersaga.user.adapter.persistence.PointsUseTable;
import dev.ordersaga.user.adapter.persistence.UserTable;
import dev.ordersaga.user.application.Accounts;
import dev.ordersaga.user.application.ChangeStanding;
import dev.ordersaga.user.application.CreateUser;
import dev.ordersaga.user.application.CreditPoints;
import dev.ordersaga.user.application.FindUser;
import dev.ordersaga.user.application.Ledger;
import dev.ordersaga.user.application.PointsAccounts;
import dev.ordersaga.user.application.PointsUses;
import dev.ordersaga.user.application.RestorePoints;
import dev.ordersaga.user.application.ShowPoints;
import dev.ordersaga.user.application.UsePoints;
import dev.ordersaga.user.application.Users;
import dev.ordersaga.user.application.VerifyUser;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

/** How the service is put together: tables behind ports, use cases on ports, one listener. */
@Configuration(proxyBeanMethods = false)
class UserConfiguration {

    @Bean
    Users users(DatabaseClient db) {
        return new UserTable(db);
    }

    @Bean
    PointsUses pointsUses(DatabaseClient db) {
        return new PointsUseTable(db);
    }

    @Bean
    PointsAccounts pointsAccounts(DatabaseClient db) {
        return new PointsAccountTable(db);
    }

    @Bean
    Ledger ledger(DatabaseClient db) {
        return new LedgerTable(db);
    }

    @Bean
    VerifyUser verifyUser(Users users) {
        return new VerifyUser(users);
    }

    @Bean
    UsePoints usePoints(PointsUses uses, PointsAccounts accounts, Ledger ledger, Clock clock) {
        return new UsePoints(uses, accounts, ledger, clock);
    }

    @Bean
    RestorePoints restorePoints(
            PointsUses uses, PointsAccounts accounts, Ledger ledger, Clock clock) {
        return new RestorePoints(uses, accounts, ledger, clock);
    }

    @Bean
    UserCommandListener userCommandListener(
            VerifyUser verifyUser,
            UsePoints usePoints,
            RestorePoints restorePoints,
            Users users,
            PointsUses uses,
            PointsAccounts accounts) {
        return new UserCommandListener(verifyUser, usePoints, restorePoints, users, uses, accounts);
    }

    @Bean
    CreateUser createUser(
            Users users, PointsAccounts points, Accounts accounts, Transactions transactions) {
        return new CreateUser(users, points, accounts, transactions, Ids::number);
    }

    @Bean
    FindUser findUser(Users users) {
        return new FindUser(users);
    }

    @Bean
    ChangeStanding changeStanding(Users users, Transactions transactions) {
        return new ChangeStanding(users, transactions);
    }

    @Bean
    CreditPoints creditPoints(
            PointsAccounts accounts, Ledger ledger, Transactions transactions, Clock clock) {
        return new CreditPoints(accounts, ledger, transactions, clock);
    }

    @Bean
    ShowPoints showPoints(PointsAccounts accounts, Ledger ledger) {
        return new ShowPoints(accounts, ledger);
    }
}
