package dev.ordersaga.infra.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Random passwords, each made once and kept in a file that only its owner may read. */
public final class Secrets {

    private final Path file;
    private final Map<String, String> known = new TreeMap<>();

    public Secrets(Path file) {
        this.file = file;
        read();
    }

    /** The password of an account; letters and digits only, so it needs no quoting anywhere. */
    public String of(String account) {
        if (!known.containsKey(account)) {
            known.put(account, random());
            write();
        }
        return known.get(account);
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void read() {
        if (!Files.exists(file)) {
            return;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split("=", 2);
                if (parts.length == 2) {
                    known.put(parts[0], parts[1]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() {
        RunDirectory.writePrivately(
                file,
                known.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }
}
