package org.schemuse.changelog.lint.report;

/**
 * A rule, as lists and pages show it.
 *
 * @param name in small letters with dashes; also that of the class and of the page
 * @param topic {@link Topic#word()}
 * @param dependsOnSize whether a finding weighs less on a small table and more on a large one
 * @param summary what it reports: a noun phrase without a full stop
 * @param why what happens, in sentences
 * @param help what to write instead, in imperative sentences
 */
public record RuleNote(
        String name, Severity severity, String topic, boolean dependsOnSize, String summary, String why, String help) {
    public RuleNote {
        why = why.replace('\n', ' ');
        help = help.replace('\n', ' ');
    }

    /** A rule whose findings have the same severity on every table. */
    public static RuleNote of(String name, Topic topic, Severity severity, String summary, String why, String help) {
        return new RuleNote(name, severity, topic.word(), false, summary, why, help);
    }

    /** A rule about work or locks that matter more the larger the table is. */
    public static RuleNote dependingOnSize(
            String name, Topic topic, Severity severity, String summary, String why, String help) {
        return new RuleNote(name, severity, topic.word(), true, summary, why, help);
    }
}
