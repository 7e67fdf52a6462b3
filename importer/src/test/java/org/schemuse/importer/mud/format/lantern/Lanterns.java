package org.schemuse.importer.mud.format.lantern;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.schemuse.importer.mud.format.MudFormat;

/** Makes Lantern known to the importer, as a jar with it on the class path would, until it is closed. */
final class Lanterns implements AutoCloseable {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final URLClassLoader with;

    Lanterns(Path folder) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF").resolve("services"));
        Files.writeString(services.resolve(MudFormat.class.getName()), LanternFormat.class.getName());
        with = new URLClassLoader(new URL[] {folder.toUri().toURL()}, Lanterns.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(with);
    }

    @Override
    public void close() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        with.close();
    }
}
