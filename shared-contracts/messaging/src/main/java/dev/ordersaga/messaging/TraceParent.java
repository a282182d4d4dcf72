package dev.ordersaga.messaging;

import dev.ordersaga.contracts.Headers;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * The W3C trace context of what is being done, carried in the Reactor context from an HTTP request
 * or a message to the messages that it causes.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">Trace Context</a>
 */
public final class TraceParent {

    /** The name of the HTTP header and of the AMQP header. */
    public static final String HEADER = Headers.TRACEPARENT;

    private static final Pattern VALID =
            Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    /** The trace that the caller named, or a new one where it named none, or none that is valid. */
    public static String continueOrStart(@Nullable String header) {
        if (header != null && VALID.matcher(header).matches()) {
            return header;
        }
        String trace = Ids.timeOrdered().toString().replace("-", "");
        String span = HexFormat.of().toHexDigits(Ids.timeOrdered().getLeastSignificantBits());
        return "00-" + trace + "-" + span + "-01";
    }

    public static Context into(Context context, @Nullable String traceparent) {
        return traceparent == null ? context : context.put(TraceParent.class, traceparent);
    }

    public static @Nullable String in(ContextView context) {
        return context.getOrDefault(TraceParent.class, null);
    }
}
