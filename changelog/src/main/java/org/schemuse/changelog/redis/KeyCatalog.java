package org.schemuse.changelog.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.catalog.Catalog;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What a catalog keeps in Redis, as {@code redis-keys.yaml} beside its changelog says it.
 *
 * @param library the text of the function library, whose first line names it
 */
public record KeyCatalog(String library, List<KeyPattern> keys) {
    private static final String SHEBANG = "#!lua name=";

    public KeyCatalog {
        keys = List.copyOf(keys);
    }

    /** Empty for a catalog that has nothing in Redis. */
    public static Optional<KeyCatalog> of(Catalog catalog) {
        String folder = "/catalogs/" + catalog.name() + "/";
        return text(folder + "redis-keys.yaml").map(yaml -> read(folder, yaml));
    }

    /** The name the library has in Redis. */
    public String libraryName() {
        return library.lines().findFirst().orElseThrow().substring(SHEBANG.length());
    }

    private static KeyCatalog read(String folder, String yaml) {
        Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        List<KeyPattern> keys = new ArrayList<>();
        for (Object key : (List<?>) Objects.requireNonNull(document.get("keys"), "keys")) {
            keys.add(pattern((Map<?, ?>) key));
        }
        String file = folder + document.get("library");
        String library = text(file).orElseThrow(() -> new IllegalStateException(file + ": not among the resources"));
        if (!library.startsWith(SHEBANG)) {
            throw new IllegalStateException(file + ": expected a first line \"" + SHEBANG + "...\"");
        }
        return new KeyCatalog(library, keys);
    }

    private static KeyPattern pattern(Map<?, ?> key) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (key.get("fields") instanceof Map<?, ?> named) {
            named.forEach((name, meaning) -> fields.put(name.toString(), meaning.toString()));
        }
        Set<String> optional = new HashSet<>();
        if (key.get("optional") instanceof List<?> names) {
            names.forEach(name -> optional.add(name.toString()));
        }
        if (!fields.keySet().containsAll(optional)) {
            throw new IllegalStateException(
                    key.get("pattern") + ": optional " + optional + ", expected some of its fields " + fields.keySet());
        }
        @Nullable Long ttl = key.get("ttl") instanceof Number seconds ? seconds.longValue() : null;
        return new KeyPattern(text(key, "pattern"), text(key, "type"), ttl, text(key, "purpose"), fields, optional);
    }

    private static String text(Map<?, ?> key, String property) {
        return Objects.requireNonNull(key.get(property), property).toString();
    }

    private static Optional<String> text(String path) {
        try (InputStream in = KeyCatalog.class.getResourceAsStream(path)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": cannot be read", e);
        }
    }
}
