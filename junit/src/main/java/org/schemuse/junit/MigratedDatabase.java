package org.schemuse.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test a PostgreSQL in which a catalog is installed: a real server, in a container where a Docker engine
 * answers, else embedded, as {@link org.schemuse.testsupport.TestServer} says. The catalog is installed once for each
 * JVM; each test gets a copy.
 *
 * <pre>{@code
 * @MigratedDatabase("vibemuse")
 * class MailIT {
 *     @Test
 *     void arrives(DataSource database) { ... }
 * }
 * }</pre>
 *
 * <p>A parameter of type {@link javax.sql.DataSource} connects as a superuser, with the catalog's schema as search path;
 * one of type {@link org.schemuse.testsupport.TestDatabase} is the same database, for other users and for its name. Test
 * methods, {@code @BeforeEach} and {@code @AfterEach} share a database that is the test's own and is dropped behind it.
 * Where the constructor or {@code @BeforeAll} asks for one, all tests of the class share that.
 *
 * <p>Row-level security does not bind a superuser: what policies do is tried as a role that is not one.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MigratedDatabaseExtension.class)
public @interface MigratedDatabase {
    /** The catalog. */
    String value();

    /** The schema it is installed in; by default the catalog's name. */
    String schema() default "";

    /** Changesets that are applied on request only: those with one of these labels are. */
    String[] labels() default {};
}
