package dev.ordersaga.web.identity;

import dev.ordersaga.web.Problem;
import dev.ordersaga.web.ProblemWriter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerProperties;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.AuthorizeExchangeSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.oauth2.server.resource.authentication.ReactiveJwtAuthenticationConverterAdapter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets nobody in without a token of the issuer that is configured under {@code
 * spring.security.oauth2.resourceserver.jwt}, but to health, documents, and what the service itself
 * opens.
 */
@AutoConfiguration(before = ReactiveOAuth2ResourceServerAutoConfiguration.class)
@EnableWebFluxSecurity
@EnableConfigurationProperties(OAuth2ResourceServerProperties.class)
class IdentityAutoConfiguration {

    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(10);
    private static final String[] DOCUMENTS = {
        "/v3/api-docs/**", "/swagger-ui.html", "/swagger-ui/**"
    };

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    SecurityWebFilterChain bearerTokens(
            ServerHttpSecurity http, RememberedTokens tokens, RouteAccess access, JsonMapper json) {
        ProblemAnswers problems = new ProblemAnswers(new ProblemWriter(json));
        return http.csrf(CsrfSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(routes -> name(routes, access))
                .oauth2ResourceServer(
                        server ->
                                server.jwt(
                                                jwt ->
                                                        jwt.jwtDecoder(tokens)
                                                                .jwtAuthenticationConverter(
                                                                        authorities()))
                                        .bearerTokenConverter(new BearerHeader(tokens))
                                        .authenticationEntryPoint(problems)
                                        .authenticationFailureHandler(problems)
                                        .accessDeniedHandler(problems))
                .exceptionHandling(
                        faults ->
                                faults.authenticationEntryPoint(problems)
                                        .accessDeniedHandler(problems))
                .build();
    }

    /**
     * A path that others may read otherwise than it is read here, as with {@code //} or {@code ;}.
     */
    @Bean
    ServerExchangeRejectedHandler rejections(JsonMapper json) {
        ProblemWriter problems = new ProblemWriter(json);
        return (exchange, _) ->
                problems.write(
                        exchange,
                        Problem.of(
                                HttpStatus.BAD_REQUEST,
                                "unreadable-request",
                                "The path, or a header, has characters that are not accepted."));
    }

    private static void name(AuthorizeExchangeSpec routes, RouteAccess access) {
        routes.pathMatchers(HttpMethod.GET, "/actuator/health/**").permitAll();
        routes.pathMatchers(HttpMethod.GET, DOCUMENTS).permitAll();
        access.name(routes);
        routes.anyExchange().hasRole(Role.OPERATOR.name());
    }

    private static ReactiveJwtAuthenticationConverterAdapter authorities() {
        JwtGrantedAuthoritiesConverter roles = new JwtGrantedAuthoritiesConverter();
        roles.setAuthoritiesClaimName("roles");
        roles.setAuthorityPrefix(CallerArgument.ROLE);
        JwtAuthenticationConverter converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(roles);
        return new ReactiveJwtAuthenticationConverterAdapter(converter);
    }

    @Bean
    @ConditionalOnMissingBean
    VerificationKeys verificationKeys(OAuth2ResourceServerProperties settings) {
        return new RemoteKeys(
                WebClient.create(), issuer(settings), present(settings.getJwt().getJwkSetUri()));
    }

    @Bean
    RememberedTokens jwtDecoder(
            VerificationKeys keys, OAuth2ResourceServerProperties settings, Clock clock) {
        NimbusReactiveJwtDecoder decoder =
                new NimbusReactiveJwtDecoder(new TokenVerifier(new KnownKeys(keys, clock)));
        decoder.setJwtValidator(
                validators(issuer(settings), settings.getJwt().getAudiences(), clock));
        return new RememberedTokens(decoder, clock);
    }

    /** Each filter that a request passes would be a span and a timer of its own, for nobody. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Issuer, audience and time must be there, and right. */
    static OAuth2TokenValidator<Jwt> validators(
            String issuer, List<String> audiences, Clock clock) {
        if (audiences.isEmpty()) {
            throw new IllegalStateException(
                    "spring.security.oauth2.resourceserver.jwt.audiences is not set");
        }
        JwtTimestampValidator time = new JwtTimestampValidator(CLOCKS_DIFFER_BY);
        time.setAllowEmptyExpiryClaim(false);
        time.setClock(clock);
        JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt");
        type.setAllowEmpty(true);
        return new DelegatingOAuth2TokenValidator<>(
                type,
                time,
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<String>(
                        JwtClaimNames.SUB, subject -> subject != null && !subject.isBlank()),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD,
                        named -> named != null && !Collections.disjoint(named, audiences)));
    }

    private static String issuer(OAuth2ResourceServerProperties settings) {
        String issuer = present(settings.getJwt().getIssuerUri());
        if (issuer == null) {
            throw new IllegalStateException(
                    "spring.security.oauth2.resourceserver.jwt.issuer-uri is not set");
        }
        return issuer;
    }

    private static @Nullable String present(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Controllers may ask for their {@link Caller}. */
    @Bean
    WebFluxConfigurer callers() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
                resolvers.addCustomResolver(new CallerArgument());
            }
        };
    }

    /** Every route is documented to need a token, but those that say otherwise. */
    @Bean
    OpenApiCustomizer securityScheme() {
        return document ->
                document.addSecurityItem(new SecurityRequirement().addList("bearer"))
                        .schemaRequirement(
                                "bearer",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description(
                                                "A token of the issuer, e.g. of POST /tokens."));
    }
}
