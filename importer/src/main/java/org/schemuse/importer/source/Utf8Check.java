package org.schemuse.importer.source;

/**
 * Whether bytes that pass by, piece after piece, are valid UTF-8. A sequence that the end of the input cuts short is told
 * apart from a wrong one: a truncated UTF-8 dump is still UTF-8.
 */
public final class Utf8Check {
    private int missing;
    private int lowest = 0x80;
    private int highest = 0xbf;
    private boolean ascii = true;
    private long offset;
    private long firstWrong = -1;

    /** Looks at the next bytes. */
    public void update(byte[] bytes, int from, int to) {
        if (firstWrong < 0) {
            int i = from;
            while (i < to) {
                if (missing == 0 && bytes[i] >= 0) {
                    i++;
                } else if (accepts(bytes[i] & 0xff)) {
                    i++;
                } else {
                    firstWrong = offset + (i - from);
                    break;
                }
            }
        }
        offset += to - from;
    }

    private boolean accepts(int b) {
        ascii = false;
        if (missing > 0) {
            if (b < lowest || b > highest) {
                return false;
            }
            missing--;
            lowest = 0x80;
            highest = 0xbf;
            return true;
        }
        return startsSequence(b);
    }

    /** RFC 3629, section 4: which second bytes may follow which first byte. */
    private boolean startsSequence(int b) {
        if (b >= 0xc2 && b <= 0xdf) {
            missing = 1;
        } else if (b >= 0xe0 && b <= 0xef) {
            missing = 2;
            lowest = b == 0xe0 ? 0xa0 : 0x80;
            highest = b == 0xed ? 0x9f : 0xbf;
        } else if (b >= 0xf0 && b <= 0xf4) {
            missing = 3;
            lowest = b == 0xf0 ? 0x90 : 0x80;
            highest = b == 0xf4 ? 0x8f : 0xbf;
        }
        return missing > 0;
    }

    /** Whether everything so far is UTF-8, but for a last character that may be cut short. */
    public boolean valid() {
        return firstWrong < 0;
    }

    /** Whether the bytes end within a character. */
    public boolean cutShort() {
        return firstWrong < 0 && missing > 0;
    }

    /** Whether no byte above 0x7f was seen, so that the charset does not matter. */
    public boolean ascii() {
        return ascii;
    }

    /** The offset of the first byte that is not UTF-8, or -1. */
    public long firstWrong() {
        return firstWrong;
    }
}
