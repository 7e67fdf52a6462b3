package org.schemuse.importer.table.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;

/** Random JSON, for tests. */
final class RandomJson {
    private static final JsonNodeFactory NODES = new JsonNodeFactory(true);

    private static final String[] TEXTS = {
        "", "x", "é😀", "null", "true", "1", "0x1F", "~", "a: b", "- c", "\"", "\\", "\n", "\t", "#d", " e ", "'f'",
        "no", "*g", "&h"
    };

    private RandomJson() {}

    static ObjectNode object(Random random, int depth) {
        ObjectNode object = NODES.objectNode();
        for (int n = random.nextInt(6); n >= 0; n--) {
            object.set("f" + random.nextInt(9), value(random, depth));
        }
        return object;
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> NODES.textNode(TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)]);
            case 1 -> NODES.numberNode(random.nextInt());
            case 2 -> NODES.numberNode(new BigInteger(random.nextInt(200), random).add(BigInteger.ONE.shiftLeft(70)));
            case 3 -> NODES.numberNode(new BigDecimal(BigInteger.valueOf(random.nextLong()), 1 + random.nextInt(30)));
            case 4 -> NODES.booleanNode(random.nextBoolean());
            case 5 -> NODES.nullNode();
            case 6 -> object(random, depth - 1);
            default -> NODES.arrayNode().add(value(random, depth - 1)).add(value(random, depth - 1));
        };
    }
}
