package dev.ordersaga.user.adapter.web;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * One thing that is wrong in a request.
 *
 * @param field where it is; empty for the request as a whole
 * @param message what is wrong, for people
 */
record Fault(String field, String message) {

    private static final String UNREADABLE = "cannot be read";

    /** A body that breaks its constraints. */
    static List<Fault> in(WebExchangeBindException error) {
        return error.getFieldErrors().stream()
                .map(fault -> new Fault(fault.getField(), text(fault)))
                .toList();
    }

    /** Parameters, and perhaps a body beside them, that break their constraints. */
    static List<Fault> in(HandlerMethodValidationException error) {
        return error.getParameterValidationResults().stream()
                .flatMap(
                        result ->
                                result.getResolvableErrors().stream()
                                        .map(fault -> of(result.getMethodParameter(), fault)))
                .toList();
    }

    /** A body or a parameter that is not even of the right kind. */
    static List<Fault> in(ServerWebInputException error) {
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof JacksonException json) {
                return List.of(of(json));
            }
        }
        return List.of(new Fault(name(error.getMethodParameter()), UNREADABLE));
    }

    private static Fault of(MethodParameter parameter, MessageSourceResolvable fault) {
        String field = fault instanceof FieldError error ? error.getField() : name(parameter);
        return new Fault(field, text(fault));
    }

    private static Fault of(JacksonException error) {
        String path =
                error.getPath().stream()
                        .map(JacksonException.Reference::getPropertyName)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("."));
        boolean unknown = error instanceof UnrecognizedPropertyException;
        return new Fault(path, unknown ? "is not known" : UNREADABLE);
    }

    private static String name(@Nullable MethodParameter parameter) {
        return parameter == null
                ? ""
                : Objects.requireNonNullElse(parameter.getParameterName(), "");
    }

    private static String text(MessageSourceResolvable fault) {
        return Objects.requireNonNullElse(fault.getDefaultMessage(), "is not valid");
    }
}
