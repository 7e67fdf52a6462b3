package org.schemuse.importer.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A line to a server that can be cut: passes bytes both ways until so many went up, and then is gone without a word. */
final class Line implements AutoCloseable {
    private final ServerSocket entrance;
    private final String host;
    private final int port;
    private final AtomicLong left;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** A line that is cut after {@code bytes} to the server. */
    Line(String host, int port, long bytes) throws IOException {
        this.host = host;
        this.port = port;
        this.left = new AtomicLong(bytes);
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** How many bytes may still go up. */
    long left() {
        return left.get();
    }

    boolean cut() {
        return left.get() <= 0;
    }

    private static void start(Transfer transfer) {
        Thread thread = new Thread(() -> {
            try {
                transfer.run();
            } catch (IOException e) {
                // One of the two ends has closed, or the line is cut: nothing passes any more, as it should be.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Transfer {
        void run() throws IOException;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = entrance.accept();
            Socket server = new Socket(host, port);
            open.addAll(List.of(client, server));
            start(() -> pass(client, server, true));
            start(() -> pass(server, client, false));
            if (cut()) {
                hangUp();
            }
        }
    }

    private void pass(Socket from, Socket to, boolean up) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[1 << 13];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                long rest = up ? left.getAndAdd(-n) : n;
                out.write(buffer, 0, (int) Math.max(0, Math.min(n, rest)));
                if (up && rest <= n) {
                    hangUp();
                    return;
                }
            }
        } finally {
            from.close();
            to.close();
        }
    }

    /** Resets every connection: no farewell, as when a cable is pulled. */
    private void hangUp() throws IOException {
        for (Socket socket : open) {
            try {
                socket.setSoLinger(true, 0);
                socket.close();
            } catch (SocketException e) {
                // It was closed meanwhile, from the other end.
            }
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        hangUp();
    }
}
