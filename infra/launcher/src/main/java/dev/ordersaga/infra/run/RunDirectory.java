package dev.ordersaga.infra.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The one directory in which everything lives that a run starts or writes. */
public record RunDirectory(Path root) {

    public static RunDirectory standard() {
        return new RunDirectory(project().resolve(".run"));
    }

    /** The project's directory; the scripts name it, an editor starts in it. */
    public static Path project() {
        return Path.of(System.getProperty("ordersaga.home", "")).toAbsolutePath().normalize();
    }

    public Path data() {
        return root.resolve("data");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    Path pids() {
        return root.resolve("pids");
    }

    /** Shell assignments for other tools. */
    public Path env() {
        return root.resolve("env");
    }

    public Path secrets() {
        return root.resolve("secrets");
    }

    /** Scratch files of what is started; emptied with the data. */
    public Path temporary() {
        return data().resolve("tmp");
    }

    boolean exists() {
        return Files.isDirectory(root);
    }

    public void create() {
        try {
            for (Path directory : List.of(root, data(), temporary(), logs(), pids())) {
                Files.createDirectories(directory);
            }
            Files.setPosixFilePermissions(data(), PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Drops earlier data and logs. */
    public void clear() {
        delete(data());
        delete(logs());
        create();
    }

    /** Writes a file that only its owner may read. */
    public static void writePrivately(Path file, String text) {
        try {
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(fresh);
            Files.createFile(
                    fresh,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
