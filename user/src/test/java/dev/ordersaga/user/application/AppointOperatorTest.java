package dev.ordersaga.user.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.user.domain.Account;
import dev.ordersaga.user.domain.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AppointOperatorTest {

    private final InMemoryAccounts accounts = new InMemoryAccounts();
    private final List<String> told = new ArrayList<>();

    @Test
    void whereNobodyIsConfiguredAPasswordIsMadeAndToldOnce() {
        start("");
        start("");

        assertThat(told).containsExactly("chance");
        assertThat(password()).isEqualTo("hash of chance");
    }

    @Test
    void aConfiguredPasswordIsToldToNobody() {
        start("configured");

        assertThat(password()).isEqualTo("hash of configured");
        assertThat(accounts.hasOperator().block()).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void aPasswordThatIsConfiguredAnewTakesTheOldOnesPlace() {
        start("old");
        start("new");

        assertThat(password()).isEqualTo("hash of new");
    }

    @Test
    void aCustomerWithThatNameDoesNotBecomeAnOperator() {
        accounts.with(new Account(7, "root", "hash of secret", Set.of(Role.CUSTOMER)));

        assertThatThrownBy(() -> start("configured")).isInstanceOf(IllegalStateException.class);
        assertThat(accounts.hasOperator().block()).isFalse();
    }

    private void start(String password) {
        new AppointOperator(
                        accounts,
                        new ReadablePasswords(),
                        new AppointOperator.Wanted("root", password),
                        () -> 1,
                        () -> "chance",
                        told::add)
                .run()
                .block();
    }

    private String password() {
        return accounts.byLogin("root").map(Account::password).block();
    }
}
