package org.schemuse.importer.mud.format.muse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.schemuse.importer.source.Text;

/** Texts as builders wrote them: softcode, substitutions, accents in Latin-1, colours, newlines. */
final class Prose {
    private static final byte[][] WORDS = words(
            "the",
            "a",
            "quay",
            "harbour",
            "wind",
            "sail",
            "rope",
            "tar",
            "gull",
            "lamp",
            "stair",
            "caf\u00e9",
            "br\u00fccke",
            "brass",
            "key",
            "[name(v(#))]",
            "%#=",
            "@pemit me=",
            "\"mind the step\"",
            "C:\\dos",
            "\u001b[1mbright\u001b[0m",
            "north",
            "of",
            "and",
            "nothing",
            "is",
            "here",
            "$look *:",
            "get(me/fuel)",
            "twelve",
            "casks");

    private final SplittableRandom random;

    Prose(SplittableRandom random) {
        this.random = random;
    }

    private static byte[][] words(String... words) {
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = words[i].getBytes(StandardCharsets.ISO_8859_1);
        }
        return bytes;
    }

    static Text text(String text) {
        return Text.of(text, StandardCharsets.ISO_8859_1);
    }

    Text name(Graph.Kind kind, int dbref) {
        return text(
                switch (kind) {
                    case ROOM -> "Room " + dbref;
                    case THING -> "thing number " + dbref;
                    case EXIT -> "Out " + dbref + ";out;o";
                    case PLAYER -> "Player" + dbref;
                    case GARBAGE -> "";
                });
    }

    /** Some words in one line. */
    Text sentence(int words) {
        return words(words, 0);
    }

    /** Some words over lines. */
    Text paragraph(int words) {
        return words(words, 16);
    }

    private Text words(int number, int wordsALine) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(number * 8);
        for (int i = 0; i < number; i++) {
            if (i > 0) {
                text.write(wordsALine > 0 && i % wordsALine == 0 ? '\n' : ' ');
            }
            text.writeBytes(WORDS[random.nextInt(WORDS.length)]);
        }
        byte[] bytes = text.toByteArray();
        return new Text(bytes, 0, bytes.length);
    }
}
