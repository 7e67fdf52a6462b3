package org.schemuse.cli.report;

/** How a run ended, for scripts. The numbers are a public interface: numbers may be added, and none changes its meaning. */
public enum ExitCode {
    DONE(0, "done"),
    FINDINGS(1, "done, with findings that lost or changed something"),
    USAGE(2, "the command line or the configuration file is wrong"),
    INPUT(3, "the input is unusable"),
    DATABASE(4, "the database refused or cannot be reached"),
    VERIFICATION(5, "verification failed or drift was found"),
    BUG(70, "a bug in Schemuse"),
    OUTPUT(74, "the result cannot be written"),
    INTERRUPTED(130, "interrupted (Ctrl-C)");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** The process's exit status. */
    public int code() {
        return code;
    }

    /** What {@code --help} says of it. */
    public String meaning() {
        return meaning;
    }
}
