package org.schemuse.importer.mud.world;

import static org.schemuse.importer.finding.FindingCode.ATTRIBUTE_INDEX_WITHOUT_DEFINITION;
import static org.schemuse.importer.finding.FindingCode.DANGLING_REFERENCE;

import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.finding.Position;

/** References to definitions and parents that the dump does not have, reported with the object that refers. */
final class MissingReferences {
    private final ObjectTable objects;
    private final DefinitionTable definitions;
    private final WorldCounter counter;
    private final Findings findings;

    MissingReferences(ObjectTable objects, DefinitionTable definitions, WorldCounter counter, Findings findings) {
        this.objects = objects;
        this.definitions = definitions;
        this.counter = counter;
        this.findings = findings;
    }

    /** Reports a value of an object, if nobody defines its attribute. */
    void value(int holder, Position position, int definer, int number) {
        if (definitions.has(objects, definer, number)) {
            return;
        }
        String expected = objects.live(definer)
                ? "one of the " + definitions.count(objects.slot(definer)) + " definitions of #" + definer
                : "an object that defines it";
        findings.add(new Finding(
                ATTRIBUTE_INDEX_WITHOUT_DEFINITION,
                position,
                holder,
                "attribute " + number + " of #" + definer,
                expected,
                "none",
                "kept under a name of its own"));
    }

    /** Reports an object whose parent does not exist, and takes the parent out of the count. */
    void parent(int holder, Position position, int parent) {
        if (objects.live(parent)) {
            return;
        }
        counter.missingParent();
        findings.add(new Finding(
                DANGLING_REFERENCE,
                position,
                holder,
                "parents",
                "an object",
                "#" + parent,
                "no parent; the number is in legacy_objects"));
    }
}
