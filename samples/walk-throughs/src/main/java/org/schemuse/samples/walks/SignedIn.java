package org.schemuse.samples.walks;

import java.util.UUID;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/**
 * The only way to the database: a transaction for a user. At COMMIT the user is gone, so the connection goes back to its
 * pool without one.
 */
public final class SignedIn {
    private final Jdbi jdbi;

    /** @param jdbi connects as a member of the application role, with the schema in its search path */
    public SignedIn(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Runs work in a transaction that sees and changes what this user may, and nothing else. */
    public <T, X extends Exception> T as(UUID user, HandleCallback<T, X> work) throws X {
        return jdbi.inTransaction(handle -> {
            // The last argument makes it local to the transaction, like SET LOCAL, which takes no parameter.
            handle.select("SELECT set_config('app.current_user_id', ?, true)", user.toString())
                    .mapTo(String.class)
                    .one();
            return work.withHandle(handle);
        });
    }
}
