package org.schemuse.importer;

import org.schemuse.importer.mud.format.Lock;

/** A lock's expression as tests compare it, short and with every part of it. */
public final class LockText {
    private LockText() {}

    /** With {@code refused} and {@code partly} where the server refuses the text, or stops reading before its end. */
    public static String shown(Lock.Parsed parsed) {
        return shown(parsed.lock()) + (parsed.settable() ? "" : " refused") + (parsed.whole() ? "" : " partly");
    }

    private static String shown(Lock lock) {
        if (lock instanceof Lock.All all) {
            return "all" + all.of().stream().map(LockText::shown).toList();
        }
        if (lock instanceof Lock.Any any) {
            return "any" + any.of().stream().map(LockText::shown).toList();
        }
        if (lock instanceof Lock.Not not) {
            return "not " + shown(not.lock());
        }
        if (lock instanceof Lock.Thing thing) {
            return thing.how() + " " + shown(thing.target());
        }
        if (lock instanceof Lock.Match match) {
            String definer = match.definer() == null ? "" : shown(match.definer()) + ".";
            String on = match.on() == null ? "" : " on " + shown(match.on());
            return definer + match.attribute() + "~" + match.pattern() + on;
        }
        return lock instanceof Lock.Constant constant
                ? String.valueOf(constant.passes())
                : "[" + ((Lock.Function) lock).text() + "]";
    }

    private static String shown(Lock.Target target) {
        return target.name() == null ? String.valueOf(target.dbref()) : "'" + target.name() + "'";
    }
}
