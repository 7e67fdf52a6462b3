package org.schemuse.changelog.behaviour;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * A catalog whose rows belong to somebody. The isolation matrix is generated from the live catalog; this is all it has
 * to be told.
 */
interface Tenancy extends CatalogRows {
    UUID ONE = UUID.fromString("11111111-1111-4111-8111-111111111111");
    UUID OTHER = UUID.fromString("22222222-2222-4222-8222-222222222222");

    /** Who sees a row of a table or view. Whom it belongs to may change it, where the application may at all. */
    enum Readers {
        ITS_OWNER,
        WHO_IS_SIGNED_IN,
        EVERYBODY,
        /** Those with a rank that the owners of these tests do not have. */
        ADMINISTRATORS
    }

    /** The setting that says whose rows a session works with. */
    String setting();

    /** Tables without row-level security, each for a reason that the catalog's page gives. */
    Set<String> open();

    /** Puts rows of an owner into every table with row-level security. May be called for several owners. */
    void fill(Handle root, UUID owner);

    default Readers readers(String relation) {
        return Readers.ITS_OWNER;
    }

    /**
     * What a user may be.
     *
     * @param promotion the statement that makes {@link #ONE} such a user
     * @param secrets of {@link #OTHER}, that no row shows to such a user
     */
    record Rank(String name, String promotion, List<String> secrets) {}

    default List<Rank> ranks() {
        return List.of(new Rank("user", "SELECT 1", List.of()));
    }

    /** The table that says who there is. */
    String owners();

    /** Puts what its owner alone may see beside the rows of {@link #fill(Handle, UUID)}. */
    default void fillSecrets(Handle root, UUID owner) {}

    /** Scripts that open a hole in the catalog, by what the hole is. */
    default Map<String, String> brokenOnPurpose() {
        return Map.of();
    }

    @Override
    default void fill(Handle root) {
        fill(root, ONE);
    }
}
