package org.schemuse.changelog.liquibase;

/** What Liquibase says of a failure, without the names of its classes, in one line. */
final class ErrorText {
    private ErrorText() {}

    static String of(Throwable failure) {
        Throwable said = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                said = cause;
            }
        }
        String message = String.valueOf(said.getMessage());
        return message.strip()
                .replaceAll("\\s*\\R\\s*", " ")
                .replaceAll(" in the configured search path:.*", "")
                .replaceAll("\\b(?:liquibase|java|org)(?:\\.\\w+)+(?:Exception|Error): ", "");
    }
}
