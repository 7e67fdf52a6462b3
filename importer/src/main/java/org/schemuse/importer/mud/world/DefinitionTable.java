package org.schemuse.importer.mud.world;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.schemuse.importer.source.Text;

/** The user-defined attributes of every object, found by the object's slot and their place in its list. */
final class DefinitionTable {
    private static final int CHUNK = 1 << 20;

    private final IntColumn firsts = new IntColumn(0);
    private final IntColumn counts = new IntColumn(0);
    private final IntColumn flags = new IntColumn(0);
    private final IntColumn chunkOfName = new IntColumn(0);
    private final IntColumn startOfName = new IntColumn(0);
    private final IntColumn lengthOfName = new IntColumn(0);
    private final List<byte[]> chunks = new ArrayList<>();
    /** Which flags go together; there are few combinations, so that a definition keeps the number of one. */
    private final Map<List<String>, Integer> flagSets = new HashMap<>();

    private final List<List<String>> flagLists = new ArrayList<>();
    private int usedOfChunk = CHUNK;
    private int size;

    /** Sets an object's list, in place of one that it may have had from an earlier record. */
    void put(int slot, List<Definition> definitions) {
        firsts.set(slot, size);
        counts.set(slot, definitions.size());
        for (Definition definition : definitions) {
            flags.set(size, flagSets.computeIfAbsent(definition.flags(), this::kept));
            keep(definition.name());
            size++;
        }
    }

    private void keep(Text name) {
        if (chunks.isEmpty() || usedOfChunk + name.length() > CHUNK) {
            chunks.add(new byte[Math.max(CHUNK, name.length())]);
            usedOfChunk = 0;
        }
        System.arraycopy(name.bytes(), name.from(), chunks.get(chunks.size() - 1), usedOfChunk, name.length());
        chunkOfName.set(size, chunks.size() - 1);
        startOfName.set(size, usedOfChunk);
        lengthOfName.set(size, name.length());
        usedOfChunk += name.length();
    }

    /** Whether a live object has a definition at this place, from 0, in its list. Any numbers may be asked for. */
    boolean has(ObjectTable objects, int definer, int number) {
        return objects.live(definer) && number >= 0 && number < count(objects.slot(definer));
    }

    int count(int slot) {
        return counts.at(slot);
    }

    List<String> flags(int slot, int index) {
        return flagLists.get(flags.at(firsts.at(slot) + index));
    }

    private Integer kept(List<String> words) {
        flagLists.add(words);
        return flagLists.size() - 1;
    }

    String name(int slot, int index, Charset charset) {
        int definition = firsts.at(slot) + index;
        byte[] chunk = chunks.get(chunkOfName.at(definition));
        return new String(chunk, startOfName.at(definition), lengthOfName.at(definition), charset);
    }
}
