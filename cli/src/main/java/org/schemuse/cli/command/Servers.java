package org.schemuse.cli.command;

import java.util.Iterator;
import java.util.List;

/** Where a scratch database can be, besides a server named by its URL: for completion. */
final class Servers implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return List.of("embedded").iterator();
    }
}
