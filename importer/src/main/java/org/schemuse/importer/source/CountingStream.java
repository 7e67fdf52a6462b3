package org.schemuse.importer.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that pass, so that another thread can show how far a reading is. */
public final class CountingStream extends FilterInputStream {
    private volatile long count;

    CountingStream(InputStream in) {
        super(in);
    }

    /** How many bytes were read. */
    public long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        if (b >= 0) {
            passed(1);
        }
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        if (n > 0) {
            passed(n);
        }
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    // One thread reads and writes the count; others only look.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void passed(int n) {
        count += n;
    }
}
