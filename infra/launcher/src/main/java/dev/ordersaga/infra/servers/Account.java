package dev.ordersaga.infra.servers;

/** Who somebody is at a server. */
public record Account(String name, String password) {

    /** Without the password, so that it reaches no log by accident. */
    @Override
    public String toString() {
        return name;
    }
}
