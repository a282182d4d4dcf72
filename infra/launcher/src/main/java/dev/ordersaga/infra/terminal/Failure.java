package dev.ordersaga.infra.terminal;

import java.io.Serial;

/** What the person at the terminal is told, in whole sentences, instead of a stack trace. */
public final class Failure extends RuntimeException {

    @Serial private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Failure(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** Something that was tried did not work. */
    public static Failure failed(String sentence) {
        return new Failure(1, sentence);
    }

    /** It cannot be tried here, or was asked for wrongly. */
    public static Failure impossible(String sentence) {
        return new Failure(2, sentence);
    }

    public int exitCode() {
        return exitCode;
    }
}
