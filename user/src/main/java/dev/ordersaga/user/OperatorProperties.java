package dev.ordersaga.user;

import dev.ordersaga.user.application.AppointOperator;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is an operator from the first start on.
 *
 * @param password empty to have one made, which is printed once
 */
@ConfigurationProperties("saga.operator")
record OperatorProperties(
        @DefaultValue("operator") String login, @DefaultValue("") String password) {

    AppointOperator.Wanted wanted() {
        return new AppointOperator.Wanted(login, password);
    }

    /** Tells nothing of the password. */
    @Override
    public String toString() {
        return login;
    }
}
