package dev.ordersaga.user;

import dev.ordersaga.messaging.Ids;
import dev.ordersaga.user.adapter.persistence.AccountTable;
import dev.ordersaga.user.adapter.persistence.SignInAttemptTable;
import dev.ordersaga.user.adapter.persistence.SigningKeyTable;
import dev.ordersaga.user.adapter.security.Chance;
import dev.ordersaga.user.adapter.security.EncodedPasswords;
import dev.ordersaga.user.adapter.security.JoseTokens;
import dev.ordersaga.user.adapter.security.OwnKeys;
import dev.ordersaga.user.application.Accounts;
import dev.ordersaga.user.application.AppointOperator;
import dev.ordersaga.user.application.ChangeRoles;
import dev.ordersaga.user.application.CreateUser;
import dev.ordersaga.user.application.ForgetSignInAttempts;
import dev.ordersaga.user.application.Passwords;
import dev.ordersaga.user.application.RotateKeys;
import dev.ordersaga.user.application.SignIn;
import dev.ordersaga.user.application.SignInAttempts;
import dev.ordersaga.user.application.SignUp;
import dev.ordersaga.user.application.SigningKeys;
import dev.ordersaga.user.application.Tokens;
import dev.ordersaga.web.identity.VerificationKeys;
import java.time.Clock;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Accounts, and the tokens that they are given here. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({IdentityProperties.class, OperatorProperties.class})
class IdentityConfiguration {

    @Bean
    Accounts accounts(DatabaseClient db) {
        return new AccountTable(db);
    }

    @Bean
    SigningKeys signingKeys(DatabaseClient db) {
        return new SigningKeyTable(db);
    }

    @Bean
    SignInAttempts signInAttempts(DatabaseClient db) {
        return new SignInAttemptTable(db);
    }

    @Bean(destroyMethod = "dispose")
    Scheduler passwordScheduler(IdentityProperties settings) {
        return Schedulers.newBoundedElastic(
                settings.hashingThreads(), settings.hashingQueue(), "passwords");
    }

    @Bean
    Passwords passwords(Scheduler passwordScheduler) {
        return new EncodedPasswords(
                PasswordEncoderFactories.createDelegatingPasswordEncoder(), passwordScheduler);
    }

    /** Under the name, and for the audience, that the services accept. */
    @Bean
    Tokens tokens(OAuth2ResourceServerProperties settings) {
        OAuth2ResourceServerProperties.Jwt jwt = settings.getJwt();
        return new JoseTokens(
                Objects.requireNonNull(jwt.getIssuerUri()), jwt.getAudiences().getFirst());
    }

    /** Unless the issuer is another. */
    @Bean
    @ConditionalOnProperty(name = IdentityProperties.LOCAL, matchIfMissing = true)
    VerificationKeys ownKeys(RotateKeys rotateKeys) {
        return new OwnKeys(rotateKeys);
    }

    @Bean
    RotateKeys rotateKeys(
            SigningKeys keys, Tokens tokens, IdentityProperties settings, Clock clock) {
        return new RotateKeys(keys, tokens, settings.ages(), clock);
    }

    @Bean
    SignUp signUp(CreateUser createUser, Passwords passwords) {
        return new SignUp(createUser, passwords);
    }

    @Bean
    SignIn signIn(
            Accounts accounts,
            Passwords passwords,
            SignInAttempts attempts,
            RotateKeys rotateKeys,
            Tokens tokens,
            IdentityProperties settings,
            Clock clock) {
        return new SignIn(
                accounts,
                passwords,
                attempts,
                rotateKeys,
                tokens,
                settings.limits(),
                settings.tokenLifetime(),
                clock);
    }

    @Bean
    ChangeRoles changeRoles(Accounts accounts) {
        return new ChangeRoles(accounts);
    }

    @Bean
    ForgetSignInAttempts forgetSignInAttempts(SignInAttempts attempts, Clock clock) {
        return new ForgetSignInAttempts(attempts, clock);
    }

    @Bean
    @ConditionalOnProperty(name = IdentityProperties.LOCAL, matchIfMissing = true)
    AppointOperator appointOperator(
            Accounts accounts, Passwords passwords, OperatorProperties operator) {
        return new AppointOperator(
                accounts,
                passwords,
                operator.wanted(),
                Ids::number,
                Chance::password,
                password -> print(operator.login(), password));
    }

    /** To whoever starts the service, and to no log of its own. */
    private static void print(String login, String password) {
        System.out.printf(
                "The operator signs in as %s with the password %s, which is not told again.%n",
                login, password);
    }
}
