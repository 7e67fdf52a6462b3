package org.schemuse.importer.mud.format.muse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.mud.format.DumpWriter;
import org.schemuse.importer.mud.generate.Traits;
import org.schemuse.importer.mud.world.Attribute;
import org.schemuse.importer.mud.world.AttributeKey;
import org.schemuse.importer.source.Text;

/**
 * A world of any size in which everything fits together, unless its {@link Traits} say otherwise: chains, parents and
 * children, definitions that values refer to before and after they come, locks, mail, garbage, escaped newlines, Latin-1
 * and ANSI bytes. The same number of objects, seed and traits give the same bytes. About 800 bytes and five and a half
 * values an object.
 */
final class WorldGenerator {
    private static final Position NOWHERE = new Position(0, 0);
    private static final int CREATED = 800_000_000;
    private static final int MAILS_PER_OBJECT = 20;

    private final MuseDialect dialect;
    private final Graph graph;
    private final SplittableRandom random;
    private final Prose prose;
    private final Weathering weathering;

    /** A world of {@code objects} objects, at least two: a first room and the player who owns it. */
    WorldGenerator(int objects, long seed, Traits traits, MuseDialect dialect) {
        this.dialect = dialect;
        this.graph = new Graph(objects, seed);
        this.random = new SplittableRandom(seed + 1);
        this.prose = new Prose(random);
        this.weathering = new Weathering(traits, graph, new SplittableRandom(seed + 2));
    }

    /** Writes the whole world. */
    void write(DumpWriter dump) throws IOException {
        dump.write(new MuseFrame.Version(NOWHERE, 15, List.of(250, 0)));
        dump.write(new MuseFrame.Count(NOWHERE, graph.size()));
        for (int dbref = 0; dbref < graph.size(); dbref++) {
            dump.write(new MuseObject(dialect, weathering.weathered(object(dbref))));
        }
        dump.write(new MuseFrame.End(NOWHERE));
        for (int i = 0; i < graph.size() / MAILS_PER_OBJECT; i++) {
            dump.write(mail(i));
        }
    }

    private MuseRecord object(int dbref) {
        return new MuseRecord(
                NOWHERE,
                '&',
                dbref,
                header(dbref),
                attributes(dbref),
                graph.parents(dbref),
                graph.children(dbref),
                definitions(dbref),
                null,
                true);
    }

    private ObjectHeader header(int dbref) {
        Graph.Kind kind = graph.kind(dbref);
        ObjectHeader header = new ObjectHeader();
        header.set(HeaderField.NAME, prose.name(kind, dbref));
        header.set(HeaderField.LOCATION, graph.location(dbref));
        header.set(HeaderField.ZONE, kind == Graph.Kind.ROOM && graph.size() > 2 ? 2 : -1);
        header.set(HeaderField.CONTENTS, graph.firstInside(dbref));
        header.set(HeaderField.EXITS, graph.firstExit(dbref));
        header.set(HeaderField.LINK, graph.link(dbref));
        header.set(HeaderField.NEXT, graph.next(dbref));
        header.set(HeaderField.OWNER, graph.owner(dbref));
        header.set(HeaderField.FLAGS, kind.flags());
        header.set(HeaderField.MODIFIED, CREATED + 86_400L * (dbref % 2000));
        header.set(HeaderField.CREATED, CREATED + (long) dbref);
        if (kind == Graph.Kind.PLAYER) {
            header.set(HeaderField.POWERS, Prose.text(dbref == 1 ? "10/1/y/5/=/25/</0" : "4/30/y/33/=/0"));
        }
        return header;
    }

    private List<Attribute> attributes(int dbref) {
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(builtin(6, prose.paragraph(44)));
        attributes.add(builtin(4, prose.sentence(18)));
        if (random.nextInt(10) < 7) {
            attributes.add(builtin(37, prose.sentence(16)));
        }
        if (graph.kind(dbref) == Graph.Kind.PLAYER) {
            attributes.add(builtin(5, Prose.text("secret" + dbref)));
            attributes.add(builtin(30, Prose.text(Integer.toString(CREATED + 3 * dbref))));
            attributes.add(builtin(50, Prose.text("public;pub quay;q *log_io;io")));
        }
        attributes.add(builtin(129, Prose.text("#" + graph.owner(dbref) + "|(=#1&!sex:" + dbref % 7 + ")")));
        for (int parent : graph.parents(dbref)) {
            attributes.add(new Attribute(NOWHERE, AttributeKey.defined(parent, 0), prose.sentence(12)));
            attributes.add(new Attribute(NOWHERE, AttributeKey.defined(parent, 1), prose.paragraph(20)));
            attributes.add(
                    new Attribute(NOWHERE, AttributeKey.defined(parent, 2), Prose.text("#" + graph.owner(dbref))));
        }
        return attributes;
    }

    private static Attribute builtin(int number, Text value) {
        return new Attribute(NOWHERE, AttributeKey.builtin(number), value);
    }

    private List<MuseRecord.Definition> definitions(int dbref) {
        if (!graph.isParent(dbref)) {
            return List.of();
        }
        return List.of(
                new MuseRecord.Definition(NOWHERE, 64, dbref, Prose.text("fuel")),
                new MuseRecord.Definition(NOWHERE, 64, dbref, Prose.text("log" + dbref)),
                new MuseRecord.Definition(NOWHERE, 2112, dbref, Prose.text("captain")));
    }

    private MuseMail mail(int number) {
        long sent = CREATED + 60L * number;
        boolean read = random.nextBoolean();
        return new MuseMail(
                NOWHERE,
                random.nextInt(10) == 0 ? -1 : graph.anyPlayer(random),
                graph.anyPlayer(random),
                sent,
                read ? sent + 600 : 0,
                read ? 2 : 4,
                prose.sentence(14));
    }
}
