package org.schemuse.changelog.lint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schemuse.changelog.lint.rule.Location;
import org.schemuse.changelog.lint.rule.Rule;
import org.schemuse.changelog.lint.rule.RuleFindings;
import org.schemuse.changelog.lint.rule.changesets.SuppressionWithoutReason;
import org.schemuse.changelog.lint.rule.changesets.UnusedSuppression;
import org.schemuse.changelog.lint.source.SourceFile;
import org.schemuse.changelog.lint.source.Step;
import org.schemuse.changelog.lint.sql.Comment;
import org.schemuse.changelog.lint.sql.Statement;

/**
 * The comments {@code lint:ignore rule reason}. In SQL one is about the statement it stands in, behind on the same
 * line, or above; above the first statement, about the changeset as well. In YAML, XML and JSON it is about the
 * changeset it stands in.
 */
final class Suppressions {
    private static final Pattern IGNORE = Pattern.compile("\\blint:ignore\\b[ \\t]*(\\S*)[ \\t]*([^\\r\\n]*)");

    /** A range of places in a step; {@code heading} where findings about the whole changeset belong to it too. */
    private record Suppression(Location place, String rule, int from, int to, boolean heading) {
        boolean covers(RuleFindings.Found found) {
            int offset = found.place().offset();
            return found.rule().name().equals(rule)
                    && found.place().step().heading().equals(place.step().heading())
                    && ((offset >= from && offset <= to)
                            || (heading && offset == place.step().heading().offset()));
        }
    }

    private final Rule unused = new UnusedSuppression();
    private final Rule withoutReason = new SuppressionWithoutReason();
    private final List<Suppression> suppressions = new ArrayList<>();
    private final List<RuleFindings.Found> left = new ArrayList<>();
    private final Set<String> rules;
    private int suppressed;

    Suppressions(List<Step> steps, Set<String> rules) {
        this.rules = rules;
        Map<SourceFile, List<Step>> generated = new HashMap<>();
        for (Step step : steps) {
            if (step.heading().form() == Step.Form.GENERATED) {
                generated
                        .computeIfAbsent(step.heading().file(), any -> new ArrayList<>())
                        .add(step);
            } else {
                step.script().comments().forEach(comment -> read(step, comment));
            }
        }
        generated.forEach(this::read);
    }

    /** Those that no suppression covers, and what there is to say about the suppressions themselves. */
    List<RuleFindings.Found> apply(List<RuleFindings.Found> found) {
        List<Suppression> idle = new ArrayList<>(suppressions);
        for (RuleFindings.Found each : found) {
            List<Suppression> covering =
                    suppressions.stream().filter(s -> s.covers(each)).toList();
            idle.removeAll(covering);
            if (covering.isEmpty()) {
                left.add(each);
            } else {
                suppressed++;
            }
        }
        idle.forEach(s -> left.add(new RuleFindings.Found(
                unused, s.place(), null, "there is no finding of " + s.rule() + " here to suppress")));
        return left;
    }

    int suppressed() {
        return suppressed;
    }

    private void read(Step step, Comment comment) {
        Matcher ignore = IGNORE.matcher(comment.text());
        if (!ignore.find()) {
            return;
        }
        int at = comment.offset();
        List<Statement> statements = step.statements();
        int own = 0;
        while (own < statements.size()
                && endsBefore(statements.get(own), at, step.heading().file().text())) {
            own++;
        }
        int from = at;
        int to = step.heading().end();
        if (own < statements.size()) {
            from = Math.min(at, statements.get(own).at().offset());
            to = last(statements.get(own));
        }
        add(ignore, new Suppression(new Location(step, at), ignore.group(1), from, to, own == 0));
    }

    /** A comment on the line on which a statement ends still belongs to it. */
    private static boolean endsBefore(Statement statement, int offset, String text) {
        int last = last(statement);
        return last < offset && text.substring(last, offset).contains("\n");
    }

    private static int last(Statement statement) {
        return statement.tokens().get(statement.tokens().size() - 1).offset();
    }

    private void read(SourceFile file, List<Step> steps) {
        Matcher ignore = IGNORE.matcher(file.text());
        while (ignore.find()) {
            Step step = steps.get(0);
            for (Step each : steps) {
                step = each.heading().offset() <= ignore.start() ? each : step;
            }
            add(
                    ignore,
                    new Suppression(new Location(step, ignore.start()), ignore.group(1), 0, Integer.MAX_VALUE, true));
        }
    }

    private void add(Matcher ignore, Suppression suppression) {
        String reason = ignore.group(2).replaceAll("(-->|\\*/)\\s*$", "").strip();
        if (!rules.contains(suppression.rule())) {
            refuse(suppression, "\"" + suppression.rule() + "\" is not a rule");
        } else if (reason.isEmpty()) {
            refuse(suppression, "lint:ignore " + suppression.rule() + " has no reason");
        } else {
            suppressions.add(suppression);
        }
    }

    private void refuse(Suppression suppression, String message) {
        left.add(new RuleFindings.Found(withoutReason, suppression.place(), null, message));
    }
}
