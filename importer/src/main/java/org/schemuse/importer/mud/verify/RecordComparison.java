package org.schemuse.importer.mud.verify;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schemuse.importer.mud.format.FieldList;
import org.schemuse.importer.mud.format.RawRecord;
import org.schemuse.importer.mud.verify.RowDifference.Kind;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.mud.world.AttributeKey;
import org.schemuse.importer.mud.world.Definition;
import org.schemuse.importer.mud.world.WorldObject;
import org.schemuse.importer.mud.world.WorldRules;
import org.schemuse.importer.source.Text;

/** Compares the record of an object as the parser sees it with the record that SQL reads back, field by field. */
final class RecordComparison {
    private final Differences differences;
    private final Charset charset;
    private final @Nullable AttributeKey password;
    private final boolean passwordsKept;

    RecordComparison(Differences differences, WorldRules rules, Charset charset, boolean passwordsKept) {
        this.differences = differences;
        this.charset = charset;
        this.password = rules.special(WorldRules.Special.PASSWORD).orElse(null);
        this.passwordsKept = passwordsKept;
    }

    void compare(RawRecord.Entry expectedEntry, RawRecord.Entry foundEntry) {
        WorldObject expected = expectedEntry.meaning();
        WorldObject found = foundEntry.meaning();
        int dbref = expected.dbref();
        same(dbref, "dbref", expected.dbref(), found.dbref());
        same(dbref, "line", expected.position().line(), found.position().line());
        same(dbref, "name", expectedEntry.name(), foundEntry.name());
        same(dbref, "location", expected.place(), found.place());
        same(dbref, "zone", expected.zone(), found.zone());
        same(dbref, "owner", expected.owner(), found.owner());
        same(dbref, "created", expected.created(), found.created());
        same(dbref, "modified", expected.modified(), found.modified());
        compareFields(dbref, FieldList.of(expectedEntry, charset), FieldList.of(foundEntry, charset));
        compareDefinitions(dbref, expected.definitions(), found.definitions());
        compareValues(dbref, stored(expected.attributes()), stored(found.attributes()));
    }

    private void compareFields(int dbref, FieldList expected, FieldList found) {
        Set<String> names = new LinkedHashSet<>(expected.byName().keySet());
        names.addAll(found.byName().keySet());
        for (String name : names) {
            Object one = expected.byName().get(name);
            Object other = found.byName().get(name);
            String what = name.replace('_', ' ');
            if (one instanceof List || other instanceof List) {
                // A list of none is left out.
                one = one == null ? List.of() : one;
                other = other == null ? List.of() : other;
                what = "list of " + what;
            }
            if (one instanceof Text || other instanceof Text) {
                same(dbref, what, (Text) one, (Text) other);
            } else {
                same(dbref, what, one, other);
            }
        }
    }

    private void same(int dbref, String what, @Nullable Object expected, @Nullable Object found) {
        differences.compare(Kind.RECORD, dbref, what, expected, found);
    }

    private void same(int dbref, String what, @Nullable Text expected, @Nullable Text found) {
        if (!alike(expected, found)) {
            same(dbref, what, shown(expected), shown(found));
        }
    }

    private List<Attribute> stored(List<Attribute> attributes) {
        return passwordsKept || attributes.stream().noneMatch(this::isPassword)
                ? attributes
                : attributes.stream().filter(value -> !isPassword(value)).toList();
    }

    private boolean isPassword(Attribute value) {
        return value.key().equals(password);
    }

    /** In their order; where they part, the one that is missing or too many is named, and the rest is left alone. */
    private void compareValues(int dbref, List<Attribute> expected, List<Attribute> found) {
        int both = Math.min(expected.size(), found.size());
        for (int i = 0; i < both; i++) {
            String called = called(expected.get(i));
            if (!called.equals(called(found.get(i)))) {
                same(dbref, "value " + i, called, called(found.get(i)));
                return;
            }
            if (!alike(expected.get(i).value(), found.get(i).value())) {
                if (isPassword(expected.get(i))) {
                    differences.add(Kind.RECORD, dbref, called, "the password of the dump", "another one");
                } else {
                    same(dbref, called, expected.get(i).value(), found.get(i).value());
                }
            }
        }
        expected.subList(both, expected.size()).forEach(value -> same(dbref, called(value), "a value", null));
        found.subList(both, found.size()).forEach(value -> same(dbref, called(value), null, "a value"));
    }

    private static String called(Attribute value) {
        return value.key().label();
    }

    private void compareDefinitions(int dbref, List<Definition> expected, List<Definition> found) {
        same(dbref, "number of definitions", expected.size(), found.size());
        for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
            same(
                    dbref,
                    "flags of definition " + i,
                    expected.get(i).flags(),
                    found.get(i).flags());
            same(
                    dbref,
                    "object of definition " + i,
                    expected.get(i).object(),
                    found.get(i).object());
            same(
                    dbref,
                    "name of definition " + i,
                    expected.get(i).name(),
                    found.get(i).name());
        }
    }

    /** Equal in bytes, or at least once what PostgreSQL or the charset cannot hold is replaced as the import replaces it. */
    private boolean alike(@Nullable Text expected, @Nullable Text found) {
        if (expected == null || found == null) {
            return expected == found;
        }
        boolean same = Arrays.equals(
                expected.bytes(), expected.from(), expected.to(), found.bytes(), found.from(), found.to());
        return same || Objects.equals(throughCharset(decoded(expected)), decoded(found));
    }

    /** What is read back was written in the charset, which need not have U+FFFD. */
    private String throughCharset(String text) {
        return Text.of(text, charset).decode(charset);
    }

    private @Nullable String shown(@Nullable Text text) {
        return text == null ? null : decoded(text);
    }

    private String decoded(Text text) {
        return text.decode(charset).replace('\0', '\ufffd');
    }
}
