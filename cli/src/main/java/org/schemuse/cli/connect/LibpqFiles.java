package org.schemuse.cli.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.report.Failure;

/**
 * The two files libpq reads: the password file and the service file (PostgreSQL manual, "The Password File", "The
 * Connection Service File").
 */
final class LibpqFiles {
    private static final Set<PosixFilePermission> OPEN_TO_OTHERS =
            EnumSet.range(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_EXECUTE);

    private final Map<String, String> environment;
    private final Consumer<String> warnings;

    LibpqFiles(Map<String, String> environment, Consumer<String> warnings) {
        this.environment = environment;
        this.warnings = warnings;
    }

    /** The settings of a named service. */
    LibpqSettings service(String name) {
        List<Path> files = new ArrayList<>();
        files.add(named("PGSERVICEFILE").orElseGet(() -> home(".pg_service.conf")));
        named("PGSYSCONFDIR").ifPresent(folder -> files.add(folder.resolve("pg_service.conf")));
        for (Path file : files) {
            if (Files.exists(file)) {
                Map<String, String> values = section(file, name);
                if (values != null) {
                    return new LibpqSettings(values);
                }
            }
        }
        throw Failure.database("There is no service \"" + name + "\" in " + files.get(0) + ": add a section [" + name
                + "] there, or name another in PGSERVICE.");
    }

    /** The password of the first line that fits all four. */
    Optional<String> password(Optional<String> passFile, String host, String port, String database, String user) {
        Path file = passFile.map(Path::of).orElseGet(() -> home(".pgpass"));
        if (!Files.isRegularFile(file) || isOpenToOthers(file)) {
            return Optional.empty();
        }
        List<String> wanted = List.of(host, port, database, user);
        return lines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .map(LibpqFiles::fields)
                .filter(fields -> fields.size() == 5 && fits(fields, wanted))
                .map(fields -> fields.get(4))
                .findFirst();
    }

    private boolean isOpenToOthers(Path file) {
        try {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            permissions.retainAll(OPEN_TO_OTHERS);
            if (!permissions.isEmpty()) {
                warnings.accept("password file " + file + " is open to other users and not used: chmod 600 it");
            }
            return !permissions.isEmpty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static boolean fits(List<String> fields, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!fields.get(i).equals("*") && !fields.get(i).equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Splits at colons; a backslash takes away the meaning of what follows it. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ':') {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c == '\\' && i + 1 < line.length() ? line.charAt(++i) : c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    /** The settings under {@code [name]}; null if there is no such section. */
    private static @Nullable Map<String, String> section(Path file, String name) {
        @Nullable Map<String, String> values = null;
        boolean inside = false;
        for (String raw : lines(file)) {
            String line = raw.strip();
            int equals = line.indexOf('=');
            if (line.startsWith("[")) {
                inside = values == null && line.equals("[" + name + "]");
                values = inside ? new LinkedHashMap<>() : values;
            } else if (inside && equals > 0 && !line.startsWith("#")) {
                Objects.requireNonNull(values)
                        .put(
                                line.substring(0, equals).strip(),
                                line.substring(equals + 1).strip());
            }
        }
        return values;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Failure unreadable(Path file, IOException e) {
        return Failure.database("Cannot read " + file + " for the connection: " + Failure.reason(e) + ".", e);
    }

    private Optional<Path> named(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(v -> !v.isEmpty())
                .map(Path::of);
    }

    private Path home(String file) {
        return named("HOME")
                .orElseGet(() -> Path.of(System.getProperty("user.home")))
                .resolve(file);
    }
}
