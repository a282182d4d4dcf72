package dev.ordersaga.infra.run;

import dev.ordersaga.infra.terminal.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether ports are free, and if not, who has them. */
public final class PortCheck {

    private static final Pattern SS_USER = Pattern.compile("\"([^\"]+)\",pid=(\\d+)");
    private static final Pattern LSOF_USER = Pattern.compile("p(\\d+)\\s+c(\\S+)");
    private static final int CONNECT_MILLIS = 300;

    private PortCheck() {}

    /**
     * Fails with a sentence that names the holder and the way out, if one of the ports is taken.
     *
     * @param ports by a name for people
     */
    public static void requireFree(Map<String, Integer> ports) {
        ports.forEach(
                (use, port) -> {
                    if (isTaken(port)) {
                        throw Failure.impossible(sentence(use, port, holder(port)));
                    }
                });
    }

    static String sentence(String use, int port, Optional<String> holder) {
        return "Port %d (%s) is taken by %s; choose other ports with --port-base N."
                .formatted(port, use, holder.orElse("a process that cannot be told from here"));
    }

    /** Somebody answers there, or the port cannot be had. */
    public static boolean isTaken(int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            return true;
        } catch (IOException nobodyAnswers) {
            return !canBind(address);
        }
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<String> holder(int port) {
        return Shell.output(List.of("ss", "-Hltnp", "sport = :" + port))
                .flatMap(PortCheck::fromSs)
                .or(
                        () ->
                                Shell.output(
                                                List.of(
                                                        "lsof",
                                                        "-nP",
                                                        "-iTCP:" + port,
                                                        "-sTCP:LISTEN",
                                                        "-Fpc"))
                                        .flatMap(PortCheck::fromLsof));
    }

    static Optional<String> fromSs(String output) {
        Matcher user = SS_USER.matcher(output);
        return user.find() ? Optional.of(holder(user.group(1), user.group(2))) : Optional.empty();
    }

    static Optional<String> fromLsof(String output) {
        Matcher user = LSOF_USER.matcher(output);
        return user.find() ? Optional.of(holder(user.group(2), user.group(1))) : Optional.empty();
    }

    private static String holder(String command, String pid) {
        return "%s (process %s)".formatted(command, pid);
    }
}
