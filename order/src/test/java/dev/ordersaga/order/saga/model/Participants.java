package dev.ordersaga.order.saga.model;

import static dev.ordersaga.order.saga.model.Facts.USER;

import dev.ordersaga.contracts.KitchenCommand;
import dev.ordersaga.contracts.PaymentCommand.Pay;
import dev.ordersaga.contracts.PaymentCommand.Refund;
import dev.ordersaga.contracts.Reply;
import dev.ordersaga.contracts.UserCommand.RestorePoints;
import dev.ordersaga.contracts.UserCommand.UsePoints;
import dev.ordersaga.contracts.UserCommand.VerifyUser;
import dev.ordersaga.contracts.UserReply.UserRefusal;
import dev.ordersaga.contracts.UserReply.UserRefused;
import dev.ordersaga.contracts.UserReply.UserVerified;
import dev.ordersaga.order.saga.model.Guards.Guard;
import dev.ordersaga.order.saga.model.Message.Answered;
import dev.ordersaga.order.saga.model.Message.Asked;
import dev.ordersaga.order.saga.model.Message.PointsAnswered;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kitchen, payment and user, and what they have handled.
 *
 * @param inbox the answer to each command that was handled, once there is one
 */
record Participants(
        Kitchen kitchen, Payment payment, Points points, Map<String, Optional<Message>> inbox) {

    /** One of the ways in which a message may come out, and what is sent then. */
    record Outcome(Participants next, List<Message> sent) {}

    static final Participants NEW =
            new Participants(Kitchen.NEW, Payment.NEW, Points.NEW, Map.of());

    boolean answered(String commandId) {
        return inbox.getOrDefault(commandId, Optional.empty()).isPresent();
    }

    /** A command is handled once, and answered as often as it comes. */
    Stream<Outcome> take(Asked asked, Guards guards) {
        Optional<Message> before = inbox.get(asked.id());
        return guards.have(Guard.INBOX) && before != null
                ? Stream.of(new Outcome(this, before.stream().toList()))
                : handle(asked, guards);
    }

    Outcome hear(PointsAnswered answer) {
        return after(payment.hear(answer.reply()));
    }

    Outcome hearFailureOf(String pointsCommandId) {
        return after(payment.hearFailureOf(pointsCommandId));
    }

    private Stream<Outcome> handle(Asked asked, Guards guards) {
        Participants marked = marked(asked.id());
        return switch (asked.command()) {
            case VerifyUser _ ->
                    Stream.of(
                                    new UserVerified(USER, "Kim"),
                                    new UserRefused(USER, UserRefusal.USER_ABNORMAL))
                            .map(reply -> marked.answering(asked, reply));
            case KitchenCommand command ->
                    kitchen.take(command, guards).stream()
                            .map(made -> marked.with(made.next()).answering(asked, made.reply()));
            case UsePoints _ ->
                    points.take(guards).stream()
                            .map(made -> marked.with(made.next()).answering(asked, made.reply()));
            case RestorePoints _ ->
                    points.giveBack(guards).stream()
                            .map(made -> marked.with(made.next()).answering(asked, made.reply()));
            case Pay _ -> Stream.of(marked.after(payment.pay()));
            case Refund _ -> Stream.of(marked.after(payment.refund(guards)));
        };
    }

    private Outcome after(Payment.Outcome made) {
        return new Participants(kitchen, made.next(), points, inbox).sending(made.sent());
    }

    private Outcome answering(Asked asked, Reply reply) {
        return sending(List.of(Message.answer(asked.id(), reply)));
    }

    private Outcome sending(List<Message> sent) {
        Map<String, Optional<Message>> remembered = new HashMap<>(inbox);
        for (Message message : sent) {
            if (message instanceof Answered(String id, var _)) {
                remembered.put(id, Optional.of(message));
            } else if (message instanceof PointsAnswered(String id, var _)) {
                remembered.put(id, Optional.of(message));
            }
        }
        return new Outcome(new Participants(kitchen, payment, points, remembered), sent);
    }

    private Participants marked(String id) {
        if (inbox.containsKey(id)) {
            return this;
        }
        Map<String, Optional<Message>> more = new HashMap<>(inbox);
        more.put(id, Optional.empty());
        return new Participants(kitchen, payment, points, more);
    }

    private Participants with(Kitchen next) {
        return new Participants(next, payment, points, inbox);
    }

    private Participants with(Points next) {
        return new Participants(kitchen, payment, next, inbox);
    }
}
