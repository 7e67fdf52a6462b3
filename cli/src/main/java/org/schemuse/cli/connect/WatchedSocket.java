package org.schemuse.cli.connect;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.schemuse.cli.report.StalledConnection;

/**
 * A socket that knows since when a thread waits for the other side, to send something or to receive something. Java ends
 * no write by a time limit, and a limit for reads would end every long statement.
 */
final class WatchedSocket extends Socket {
    /** Where the next socket of this thread, or of one that it starts, is put: pgjdbc keeps its own to itself. */
    private static final InheritableThreadLocal<@Nullable AtomicReference<@Nullable WatchedSocket>> OPENED =
            new InheritableThreadLocal<>();

    private volatile long waitsSince;
    private volatile @Nullable String stalled;

    private WatchedSocket() {}

    /** Makes them for pgjdbc, which wants a class with a public constructor. */
    public static final class Factory extends SocketFactory {
        public Factory() {}

        @Override
        public Socket createSocket() {
            WatchedSocket socket = new WatchedSocket();
            @Nullable AtomicReference<@Nullable WatchedSocket> place = OPENED.get();
            if (place != null) {
                place.set(socket);
            }
            return socket;
        }

        // pgjdbc makes a socket first and connects it then.
        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
            throw new UnsupportedOperationException();
        }
    }

    /** Opens something that opens a socket, which is then in {@code place}. */
    static <T> T opening(AtomicReference<@Nullable WatchedSocket> place, Opening<T> opening) throws SQLException {
        @Nullable AtomicReference<@Nullable WatchedSocket> before = OPENED.get();
        OPENED.set(place);
        try {
            return opening.open();
        } finally {
            OPENED.set(before);
        }
    }

    /** Opens a connection. */
    @FunctionalInterface
    interface Opening<T> {
        T open() throws SQLException;
    }

    /** When the current wait began, in {@link System#nanoTime}; 0 if no thread waits. */
    long waitsSince() {
        return waitsSince;
    }

    /** Ends the wait that is going on, and every later one; {@code reason} is what the waiting thread gets to hear. */
    void giveUp(String reason) {
        stalled = reason;
        try {
            close();
        } catch (IOException e) {
            // It is closed as far as it can be.
            stalled = reason + " (" + e.getMessage() + ")";
        }
    }

    /** Waits for the other side. */
    @FunctionalInterface
    private interface Wait {
        int end() throws IOException;
    }

    private int waited(Wait wait) throws IOException {
        long now = System.nanoTime();
        waitsSince = now == 0 ? 1 : now;
        try {
            return wait.end();
        } catch (IOException e) {
            throw stalled == null ? e : new StalledConnection(stalled, e);
        } finally {
            waitsSince = 0;
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                return waited(in::read);
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return waited(() -> in.read(buffer, offset, length));
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] buffer, int offset, int length) throws IOException {
                waited(() -> {
                    out.write(buffer, offset, length);
                    return length;
                });
            }
        };
    }
}
