package dev.ordersaga.infra.benchmark.load;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import tools.jackson.databind.json.JsonMapper;

/** What the load process tells while it runs, one line of JSON each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "said")
public sealed interface Said {

    JsonMapper JSON = new JsonMapper();

    /** Another second has passed. */
    record Passed(Second second) implements Said {}

    /** Warm-up is over: the measured time begins now. */
    record Begun() implements Said {}

    /** The measured time ends now. */
    record Ended() implements Said {}

    /** All orders have ended, or patience has. */
    record Over(Summary summary) implements Said {}

    default String line() {
        return JSON.writerFor(Said.class).writeValueAsString(this);
    }

    static Said read(String line) {
        return JSON.readValue(line, Said.class);
    }
}
