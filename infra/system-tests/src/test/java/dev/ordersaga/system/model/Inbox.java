package dev.ordersaga.system.model;

import dev.ordersaga.contracts.Reply;
import dev.ordersaga.system.model.Message.Answered;
import dev.ordersaga.system.model.Message.Asked;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands that a participant has handled, and what it has answered.
 *
 * @param handled the answer to each command, once there is one
 */
record Inbox(Map<String, Optional<Reply>> handled) {

    static final Inbox EMPTY = new Inbox(Map.of());

    Inbox {
        handled = Map.copyOf(handled);
    }

    boolean knows(Asked command) {
        return handled.containsKey(command.id());
    }

    boolean hasAnswered(String commandId) {
        return handled.getOrDefault(commandId, Optional.empty()).isPresent();
    }

    /** What is sent when a command that is known comes again: the same answer, if there is one. */
    List<Message> answerAgain(Asked command) {
        return handled.get(command.id()).stream()
                .<Message>map(reply -> new Answered(command.id(), reply))
                .toList();
    }

    Inbox marked(Asked command) {
        return knows(command) ? this : with(command.id(), Optional.empty());
    }

    Inbox answered(String commandId, Reply reply) {
        return with(commandId, Optional.of(reply));
    }

    private Inbox with(String commandId, Optional<Reply> answer) {
        Map<String, Optional<Reply>> more = new HashMap<>(handled);
        more.put(commandId, answer);
        return new Inbox(more);
    }
}
