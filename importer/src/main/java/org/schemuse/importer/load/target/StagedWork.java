package org.schemuse.importer.load.target;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Pieces of work for all connections at once, in stages. A connection that finds no piece of a stage left begins with the
 * next stage; a stage counts as ended when the last piece of it and of those before it is done.
 */
public final class StagedWork {
    private final Map<String, List<Consumer<Handle>>> stages = new LinkedHashMap<>();
    private final List<String> open = new ArrayList<>();
    private final Map<String, Integer> left = new LinkedHashMap<>();

    /** Adds a piece; stages come in the order in which they are first named. */
    public StagedWork add(String stage, Consumer<Handle> piece) {
        stages.computeIfAbsent(stage, name -> new ArrayList<>()).add(piece);
        return this;
    }

    /**
     * Does everything, and throws what a piece threw.
     *
     * @param check asked several times a second, and ends it all by an exception
     * @param entered is told of each stage when those before it have ended
     */
    public void run(TargetSchema schema, Runnable check, Consumer<String> entered) throws InterruptedException {
        List<Consumer<Handle>> pieces = new ArrayList<>();
        stages.forEach((stage, work) -> {
            left.put(stage, work.size());
            work.forEach(piece -> pieces.add(connection -> {
                piece.accept(connection);
                done(stage, entered);
            }));
        });
        open.addAll(stages.keySet());
        open.stream().findFirst().ifPresent(entered);
        WorkerConnections.run(schema, pieces, check);
    }

    private synchronized void done(String stage, Consumer<String> entered) {
        left.merge(stage, -1, Integer::sum);
        while (!open.isEmpty() && left.getOrDefault(open.get(0), 0) == 0) {
            open.remove(0);
            open.stream().findFirst().ifPresent(entered);
        }
    }
}
