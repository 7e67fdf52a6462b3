package org.schemuse.importer.mud.world;

import static org.schemuse.importer.finding.FindingCode.PLAYER_NAME_DIFFERS_IN_CASE;
import static org.schemuse.importer.finding.FindingCode.PLAYER_NAME_TAKEN;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.schemuse.importer.finding.Finding;
import org.schemuse.importer.finding.Findings;
import org.schemuse.importer.finding.Position;
import org.schemuse.importer.source.Text;

/** Gives every player a username of his own: his name, and where two have one name, the later one's with his dbref. */
final class Usernames {
    private final List<Player> players = new ArrayList<>();
    private final Map<Integer, String> changed = new HashMap<>();

    private record Player(int dbref, Text name, Position position) {}

    void add(int dbref, Text name, Position position) {
        players.add(new Player(dbref, name.copy(Names.LONGEST_IN_BYTES), position));
    }

    /** Settles who is called what; {@code latest} tells which of two records of one player counts. */
    void settle(Charset charset, ObjectTable objects, Findings findings) {
        Set<String> taken = new HashSet<>();
        Map<String, String> folded = new HashMap<>();
        for (Player player : players) {
            if (objects.livePlayer(player.dbref())
                    && objects.position(objects.slot(player.dbref())).equals(player.position())) {
                settle(player, Names.stored(player.name().decode(charset), player.dbref()), taken, folded, findings);
            }
        }
    }

    private void settle(Player player, String name, Set<String> taken, Map<String, String> folded, Findings findings) {
        String username = name;
        if (!taken.add(name)) {
            String base = Names.cut(name, Names.LONGEST - 20) + "#" + player.dbref();
            username = base;
            for (int i = 2; !taken.add(username); i++) {
                username = base + "~" + i;
            }
            changed.put(player.dbref(), username);
            findings.add(new Finding(
                    PLAYER_NAME_TAKEN,
                    player.position(),
                    player.dbref(),
                    "name",
                    "a name of his own",
                    Finding.quote(name),
                    "username is " + Finding.quote(username)));
            return;
        }
        String other = folded.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
        if (other != null) {
            findings.add(new Finding(
                    PLAYER_NAME_DIFFERS_IN_CASE,
                    player.position(),
                    player.dbref(),
                    "name",
                    "a name that differs from " + Finding.quote(other),
                    Finding.quote(name),
                    "kept both"));
        }
    }

    /** The username of a player whose name, as stored, is {@code name}. */
    String of(int dbref, String name) {
        return changed.getOrDefault(dbref, name);
    }
}
