package org.schemuse.changelog.dictionary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.schemuse.changelog.dictionary.Dictionary.CompositeType;
import org.schemuse.changelog.dictionary.Dictionary.Domain;
import org.schemuse.changelog.dictionary.Dictionary.EnumType;

/** The types of a database by their numbers. */
final class TypeTable {
    /**
     * A row of {@code pg_type}.
     *
     * @param kind as {@code pg_type.typtype} has it
     * @param element the elements' type of an array, else 0
     * @param base the type a domain is over, else 0
     * @param relation of a composite type, else 0
     * @param ofSchema whether it is one of the schema that is read, and no extension's
     * @param free whether it is a composite type that no table made
     */
    record Entry(
            String schema,
            String name,
            char kind,
            long element,
            long base,
            long relation,
            List<String> labels,
            boolean ofSchema,
            boolean free,
            @Nullable String declaredBase,
            List<String> checks,
            String comment) {}

    private final Map<Long, Entry> entries = new HashMap<>();
    private final List<Entry> own = new ArrayList<>();

    void add(long oid, Entry entry) {
        entries.put(oid, entry);
        if (entry.ofSchema()) {
            own.add(entry);
        }
    }

    ValueType type(long oid) {
        Entry entry = Objects.requireNonNull(entries.get(oid), "a type that the query left out");
        if (entry.kind() == 'd') {
            return type(entry.base());
        }
        if (entry.element() != 0) {
            return new ValueType.Array(type(entry.element()));
        }
        return switch (entry.kind()) {
            case 'e' -> new ValueType.Enumerated(entry.schema(), entry.name(), entry.labels());
            case 'c' -> new ValueType.Composite(entry.schema(), entry.name());
            default -> new ValueType.Scalar(entry.name());
        };
    }

    List<EnumType> enums() {
        return own.stream()
                .filter(entry -> entry.kind() == 'e')
                .map(entry -> new EnumType(entry.name(), entry.labels(), entry.comment()))
                .toList();
    }

    List<Domain> domains() {
        return own.stream()
                .filter(entry -> entry.kind() == 'd')
                .map(entry -> new Domain(
                        entry.name(),
                        Objects.requireNonNull(entry.declaredBase(), entry.name()),
                        entry.checks(),
                        entry.comment()))
                .toList();
    }

    List<CompositeType> composites(Map<Long, List<Column>> columns) {
        return own.stream()
                .filter(Entry::free)
                .map(entry -> new CompositeType(
                        entry.name(), columns.getOrDefault(entry.relation(), List.of()), entry.comment()))
                .toList();
    }
}
