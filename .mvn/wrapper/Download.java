import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** {@code java Download.java URL FILE}: how mvnw fetches Maven on a machine that has a JDK, but neither curl nor wget. */
final class Download {
    private static final int ATTEMPTS = 3;
    private static final int PATIENCE_IN_MS = 30_000;

    private Download() {}

    public static void main(String[] arguments) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                fetch(arguments[0], Path.of(arguments[1]));
                return;
            } catch (IOException | IllegalArgumentException e) {
                System.err.println("mvnw: " + e);
                if (attempt == ATTEMPTS || e instanceof FileNotFoundException || e instanceof IllegalArgumentException) {
                    System.exit(1);
                }
                Thread.sleep(1000L * attempt);
            }
        }
    }

    private static void fetch(String url, Path file) throws IOException {
        URLConnection connection = URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_IN_MS);
        connection.setReadTimeout(PATIENCE_IN_MS);
        try (InputStream content = connection.getInputStream()) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
