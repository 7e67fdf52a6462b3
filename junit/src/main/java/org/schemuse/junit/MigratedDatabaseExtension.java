package org.schemuse.junit;

import java.lang.reflect.AnnotatedElement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.postgresql.ds.PGSimpleDataSource;
import org.schemuse.changelog.catalog.Catalog;
import org.schemuse.changelog.catalog.ChangesetFilter;
import org.schemuse.changelog.schema.MigrationRequest;
import org.schemuse.changelog.schema.Schema;
import org.schemuse.testsupport.TestDatabase;

/** Fills parameters with the database that {@link MigratedDatabase} describes. */
final class MigratedDatabaseExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(MigratedDatabaseExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == DataSource.class || type == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        MigratedDatabase wish = wish(context);
        TestDatabase database = database(wish, context);
        return parameter.getParameter().getType() == TestDatabase.class ? database : source(database, schema(wish));
    }

    /** What stands nearest to the test: at its method, its class, or the classes around it. */
    private static MigratedDatabase wish(ExtensionContext context) {
        Optional<ExtensionContext> here = Optional.of(context);
        while (here.isPresent()) {
            Optional<AnnotatedElement> element = here.get().getElement();
            Optional<MigratedDatabase> wish = AnnotationSupport.findAnnotation(element, MigratedDatabase.class);
            if (wish.isPresent()) {
                return wish.get();
            }
            here = here.get().getParent();
        }
        throw new ExtensionConfigurationException("no @MigratedDatabase around " + context.getDisplayName());
    }

    /** JUnit drops it, for it is closeable, with the context that asked for it first: the test's, or the class's. */
    private static TestDatabase database(MigratedDatabase wish, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(
                        wish, key -> clone(wish, context.getRequiredTestClass().getSimpleName()), TestDatabase.class);
    }

    private static TestDatabase clone(MigratedDatabase wish, String name) {
        Catalog catalog = Catalog.named(wish.value())
                .orElseThrow(() -> new ExtensionConfigurationException("@MigratedDatabase(\"" + wish.value()
                        + "\"): there is no such catalog, expected one of "
                        + Catalog.all().stream().map(Catalog::name).toList()));
        MigrationRequest request =
                MigrationRequest.defaults().with(new ChangesetFilter(Set.of(wish.labels()), Map.of()));
        String template = String.join("_", wish.value(), schema(wish), String.join("_", wish.labels()));
        return TestDatabase.cloneOf(
                template, empty -> Schema.of(empty, catalog, schema(wish)).migrate(request), name);
    }

    private static String schema(MigratedDatabase wish) {
        return wish.schema().isEmpty() ? wish.value() : wish.schema();
    }

    private static DataSource source(TestDatabase database, String schema) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.user());
        source.setPassword(database.password());
        source.setCurrentSchema('"' + schema + '"');
        return source;
    }
}
