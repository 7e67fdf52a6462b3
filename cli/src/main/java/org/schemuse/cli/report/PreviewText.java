package org.schemuse.cli.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.schemuse.changelog.preview.ChangesetPreview;
import org.schemuse.changelog.preview.ChangesetPreview.Lock;
import org.schemuse.changelog.preview.PreviewReport;
import org.schemuse.changelog.preview.PreviewReport.Location;

/** The report of a preview as text; as JSON, it is the record itself. */
public final class PreviewText {
    private PreviewText() {}

    /**
     * One line for all of it, and a few for each changeset.
     *
     * @param where the server they ran on
     */
    public static String of(PreviewReport report, String where) {
        String place = report.catalog().equals(report.schema())
                ? report.catalog()
                : report.catalog() + " as schema " + report.schema();
        if (report.changesets().isEmpty()) {
            return place + ": nothing to " + (report.direction().equals("migrate") ? "do" : "roll back");
        }
        int number = report.changesets().size();
        String how = report.place() == Location.TRANSACTION
                ? "in one transaction that was rolled back"
                : "in a copy without rows, so times tell nothing of yours";
        return String.format(
                        Locale.ROOT,
                        "%s: %d changeset%s %s, %s, on PostgreSQL %s (%s)",
                        place,
                        number,
                        number == 1 ? "" : "s",
                        report.direction().equals("migrate") ? "applied" : "rolled back",
                        how,
                        report.serverVersion(),
                        where)
                + report.changesets().stream().map(PreviewText::changeset).collect(Collectors.joining());
    }

    private static String changeset(ChangesetPreview changeset) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "\n  %s  %.3f s%s",
                changeset.id(),
                changeset.took().toNanos() / 1e9,
                changeset.sampled() ? ", locks looked for while it ran" : ""));
        strongest(changeset.locks())
                .forEach((mode, relations) ->
                        text.append("\n    ").append(mode).append(" on ").append(String.join(", ", relations)));
        if (!changeset.rewritten().isEmpty()) {
            text.append("\n    rewrites ")
                    .append(changeset.rewritten().stream()
                            .map(rewritten -> rewritten.kind() + " " + rewritten.relation())
                            .collect(Collectors.joining(", ")));
        }
        return text.toString();
    }

    /** Each relation under the strongest of its locks; locks come with the strongest first. */
    private static Map<String, List<String>> strongest(List<Lock> locks) {
        Map<String, String> modes = new LinkedHashMap<>();
        locks.forEach(lock -> modes.putIfAbsent(lock.relation(), lock.mode()));
        return modes.entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    }
}
