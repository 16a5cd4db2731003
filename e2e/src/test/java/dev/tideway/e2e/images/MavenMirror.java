package dev.tideway.e2e.images;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What Maven has fetched for this build, over loopback to the Maven in a container. */
record MavenMirror(HttpServer server, ExecutorService threads) implements AutoCloseable {

  static MavenMirror serve() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", SimpleFileServer.createFileHandler(repository()));
    server.start();
    return new MavenMirror(server, threads);
  }

  /** Surefire hands over what {@code -Dmaven.repo.local} or the settings say. */
  private static Path repository() {
    return Optional.ofNullable(System.getProperty("maven.repo.local"))
        .or(() -> Optional.ofNullable(System.getProperty("localRepository")))
        .map(Path::of)
        .orElse(Path.of(System.getProperty("user.home"), ".m2", "repository"))
        .toAbsolutePath();
  }

  String settings() {
    return """
    <settings>
      <mirrors>
        <mirror>
          <id>of-this-machine</id>
          <mirrorOf>*</mirrorOf>
          <url>http://127.0.0.1:%d/</url>
        </mirror>
      </mirrors>
    </settings>
    """
        .formatted(server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
