package org.schemuse.cli.connect;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.report.Failure;
import org.schemuse.cli.report.StalledConnection;

/**
 * Why a connection did not come about, in words that help. SQLSTATE codes: PostgreSQL manual, "Error Codes"; class 08 is
 * pgjdbc's own.
 *
 * @param description which database was meant, without secrets
 */
record ConnectionErrors(String description) {
    private static final String INVALID_PASSWORD = "28P01";
    private static final String INVALID_AUTHORIZATION = "28000";
    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String REJECTED_BY_CLIENT = "08004";

    /** pgjdbc gives up by itself, before the server can answer, if it is asked for a password and has none. */
    boolean wantsPassword(SQLException e) {
        return REJECTED_BY_CLIENT.equals(e.getSQLState())
                && Objects.requireNonNull(e.getMessage()).contains("no password was provided");
    }

    Failure explained(SQLException e) {
        if (wantsPassword(e)) {
            return Failure.database(
                    "PostgreSQL wants a password for " + description
                            + ": give it by PGPASSWORD or ~/.pgpass, or run on a terminal to be asked.",
                    e);
        }
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case INVALID_PASSWORD ->
                Failure.database(
                        "PostgreSQL refused the password for " + description
                                + ": check PGPASSWORD or ~/.pgpass, and the user name.",
                        e);
            case INVALID_AUTHORIZATION ->
                Failure.database(
                        "PostgreSQL refused the login for " + description + ": " + reason(e)
                                + ". Check the user name, and pg_hba.conf on the server.",
                        e);
            case NO_SUCH_DATABASE ->
                Failure.database(
                        "PostgreSQL has no database of that name: " + description
                                + ". Make it with createdb, or name another.",
                        e);
            default -> Failure.database("Cannot connect to " + description + ": " + reason(e) + ".", e);
        };
    }

    private static boolean isAbout(@Nullable Throwable e, Class<? extends Throwable> kind) {
        return e != null && (kind.isInstance(e) || isAbout(e.getCause(), kind));
    }

    private static String reason(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return "the connection was refused. Check that PostgreSQL runs there and that host and port are right";
            }
            if (cause instanceof StalledConnection) {
                return cause.getMessage() + ". Check the network between, and that PostgreSQL runs there";
            }
            if (cause instanceof UnknownHostException) {
                return "there is no host of that name. Check --url or PGHOST";
            }
            if (cause instanceof SocketTimeoutException || cause instanceof NoRouteToHostException) {
                return "the host does not answer. Check host and port, and the firewalls between";
            }
        }
        if (isAbout(e, CertPathValidatorException.class) || isAbout(e, CertPathBuilderException.class)) {
            return "no authority in sslrootcert signed the server's certificate. Check PGSSLROOTCERT and the server's"
                    + " ssl_cert_file";
        }
        String said = Objects.requireNonNull(e.getMessage());
        if (said.contains("hostnameverifier") || said.contains("hostname")) {
            return "the server's certificate is for another host name. Connect by the name in the certificate, or use"
                    + " sslmode=verify-ca";
        }
        return said.replaceFirst("^FATAL:\\s*", "").strip().replaceFirst("\\.$", "");
    }
}
