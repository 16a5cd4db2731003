package dev.tideway.cli.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from a server of the test's own, laid out like those of the projects. */
class DownloadsTest {
  private final Map<String, byte[]> files = new TreeMap<>();
  @TempDir private Path folder = Path.of("");
  private HttpServer server;

  DownloadsTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() {
    server.createContext(
        "/",
        exchange -> {
          byte[] file = files.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
          exchange.sendResponseHeaders(file.length == 0 ? 404 : 200, Math.max(file.length, -1));
          exchange.getResponseBody().write(file);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aProgramWithItsOwnChecksum() throws Exception {
    put("/v1.2.3/kubelet", "program".getBytes(StandardCharsets.UTF_8));
    put("/v1.2.3/kubelet.sha256", sum("program").getBytes(StandardCharsets.UTF_8));
    fetch(
        new Release.File(at("/{version}/kubelet"), at("/{version}/kubelet.sha256"), "", "kubelet"));
    assertEquals("program", Files.readString(folder.resolve("kubelet")));
    assertTrue(Files.isExecutable(folder.resolve("kubelet")));
  }

  @Test
  void anArchiveWithAListOfChecksums() throws Exception {
    byte[] archive = archive("linux/helm", "the program");
    put("/helm-1.2.3.tgz", archive);
    String sums = sum("other") + "  other-1.2.3.tgz\n" + sum(archive) + "  helm-1.2.3.tgz\n";
    put("/sums", sums.getBytes(StandardCharsets.UTF_8));
    fetch(new Release.File(at("/helm-{number}.tgz"), at("/sums"), "linux/helm", "helm"));
    assertEquals("the program", Files.readString(folder.resolve("helm")));
    assertFalse(Files.exists(folder.resolve("helm.download")));
  }

  @Test
  void nothingIsKeptWhenTheChecksumDiffers() throws Exception {
    put("/kubelet", "tampered".getBytes(StandardCharsets.UTF_8));
    put("/kubelet.sha256", sum("program").getBytes(StandardCharsets.UTF_8));
    IOException refused =
        assertThrows(
            IOException.class,
            () -> fetch(new Release.File(at("/kubelet"), at("/kubelet.sha256"), "", "kubelet")));
    assertTrue(String.valueOf(refused.getMessage()).contains("SHA-256"), refused::getMessage);
    try (var left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void whatIsNotThereIsNamed() {
    IOException refused =
        assertThrows(
            IOException.class,
            () -> fetch(new Release.File(at("/none"), at("/none.sha256"), "", "none")));
    assertTrue(String.valueOf(refused.getMessage()).contains("answered 404"), refused::getMessage);
  }

  private void fetch(Release.File file) throws IOException, InterruptedException {
    new Downloads().fetch(new Release(List.of(file)), "v1.2.3", folder, what -> {});
  }

  private void put(String path, byte[] content) {
    files.put(path, content);
  }

  private String at(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static byte[] archive(String path, String content) throws Exception {
    Path root = Files.createTempDirectory("archive");
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), content);
    Process tar = new ProcessBuilder("tar", "-czf", "-", "-C", root.toString(), path).start();
    byte[] bytes = tar.getInputStream().readAllBytes();
    assertEquals(0, tar.waitFor());
    return bytes;
  }

  private static String sum(String text) throws GeneralSecurityException {
    return sum(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sum(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
