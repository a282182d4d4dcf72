package dev.ordersaga.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A service that was broken on purpose: some of its classes are compiled anew from their source
 * with a method replaced, and stand before the others on the class path.
 */
final class BrokenService {

    private static final Attributes.Name START_CLASS = new Attributes.Name("Start-Class");
    private static final Path SOURCES = Path.of(System.getProperty("services.directory"));

    private final Path classes;
    private final String classPath;
    private final String mainClass;

    /**
     * Whole as yet.
     *
     * @param name the service's
     * @param how a name for what is broken about it
     */
    BrokenService(String name, String how) {
        Path place = Path.of("target", "broken", name + "-" + how).toAbsolutePath();
        classes = place.resolve("broken");
        try (JarFile jar = new JarFile(ServiceProcess.jar(name).toFile())) {
            mainClass = jar.getManifest().getMainAttributes().getValue(START_CLASS);
            Files.createDirectories(classes);
            for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                explode(jar, entry, place.resolve(entry.getName()));
            }
            classPath = classPath(place);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private String classPath(Path place) throws IOException {
        try (Stream<Path> libraries = Files.list(place.resolve("BOOT-INF/lib"))) {
            return Stream.concat(
                            Stream.of(classes, place.resolve("BOOT-INF/classes")),
                            libraries.sorted())
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static void explode(JarFile jar, JarEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            return;
        }
        Files.createDirectories(file.getParent());
        try (InputStream content = jar.getInputStream(entry)) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Puts something else in the place of what a source file holds exactly once.
     *
     * @param source relative to the project's folder
     * @param soundThenBroken what stands there, and what is to stand there, in pairs
     */
    BrokenService replacing(String source, String... soundThenBroken) {
        try {
            String code = Files.readString(SOURCES.resolve(source));
            for (int pair = 0; pair < soundThenBroken.length; pair += 2) {
                String sound = soundThenBroken[pair];
                assertThat(code.split(Pattern.quote(sound), -1))
                        .as("%s holds once: %s", source, sound)
                        .hasSize(2);
                code = code.replace(sound, soundThenBroken[pair + 1]);
            }
            Path file = classes.resolve(Path.of(source).getFileName());
            Files.writeString(file, code);
            compile(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return this;
    }

    private void compile(Path file) {
        int result =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-nowarn",
                                "-cp",
                                classPath,
                                "-d",
                                classes.toString(),
                                file.toString());
        assertThat(result).as("compiling %s", file).isZero();
    }

    /** What starts it. */
    List<String> command() {
        return List.of("-cp", classPath, mainClass);
    }
}
