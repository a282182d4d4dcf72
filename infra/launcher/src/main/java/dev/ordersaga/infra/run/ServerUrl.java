package dev.ordersaga.infra.run;

import dev.ordersaga.infra.terminal.Failure;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a server is and who we are there, e.g. {@code mariadb://root:secret@127.0.0.1:3306/orders}.
 *
 * @param user decoded, like the password; both may be empty
 * @param path without the leading slash, decoded; empty if there is none
 */
public record ServerUrl(
        String scheme, String host, int port, String user, String password, String path) {

    /**
     * Reads an address.
     *
     * @param name of the variable it was found in, for the complaint
     */
    public static ServerUrl parse(String name, String text) {
        URI uri;
        try {
            uri = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw Failure.impossible("%s is not an address.".formatted(name));
        }
        if (uri.getScheme() == null || uri.getHost() == null) {
            throw Failure.impossible(
                    "%s is not an address such as scheme://user:password@host:port."
                            .formatted(name));
        }
        String[] account = (uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo()).split(":", 2);
        int port = uri.getPort() < 0 ? usualPort(name, uri.getScheme()) : uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("^/", "");
        return new ServerUrl(
                uri.getScheme(),
                uri.getHost(),
                port,
                decoded(account[0]),
                account.length == 2 ? decoded(account[1]) : "",
                decoded(path));
    }

    private static int usualPort(String name, String scheme) {
        return switch (scheme) {
            case "amqp" -> 5672;
            case "amqps" -> 5671;
            case "http" -> 80;
            case "https" -> 443;
            case "mysql", "mariadb" -> 3306;
            default ->
                    throw Failure.impossible(
                            "%s has the unknown scheme %s.".formatted(name, scheme));
        };
    }

    public ServerUrl as(String otherUser, String otherPassword) {
        return new ServerUrl(scheme, host, port, otherUser, otherPassword, path);
    }

    public ServerUrl at(String otherPath) {
        return new ServerUrl(scheme, host, port, user, password, otherPath);
    }

    public boolean isLocal() {
        return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
    }

    /** The address without who we are. */
    public String anonymous() {
        return "%s://%s:%d%s".formatted(scheme, host, port, suffix());
    }

    /** The whole address, with the password. */
    public String text() {
        return "%s://%s:%s@%s:%d%s"
                .formatted(scheme, encoded(user), encoded(password), host, port, suffix());
    }

    /** Without the password, so that it reaches no log by accident. */
    @Override
    public String toString() {
        return anonymous();
    }

    private String suffix() {
        return path.isEmpty() ? "" : "/" + encoded(path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
