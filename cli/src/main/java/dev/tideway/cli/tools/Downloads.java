package dev.tideway.cli.tools;

import dev.tideway.cli.console.Steps.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Fetches published programs, and keeps none whose checksum differs. */
final class Downloads {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration REQUEST = Duration.ofMinutes(10);
  private static final Pattern SHA256 = Pattern.compile("\\b[0-9a-f]{64}\\b");

  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /** Puts the programs of a release into a folder. */
  void fetch(Release release, String version, Path into, Progress progress)
      throws IOException, InterruptedException {
    String arch = System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "amd64";
    for (Release.File file : release.files()) {
      fetch(file.of(version, arch), into, progress);
    }
  }

  private void fetch(Release.File file, Path into, Progress progress)
      throws IOException, InterruptedException {
    progress.at("downloading " + file.name());
    Path download = into.resolve(file.name() + ".download");
    String expected = checksum(text(file.checksums()), file.address());
    String actual = save(file.address(), download);
    if (!actual.equals(expected)) {
      Files.delete(download);
      throw new IOException(
          "%s has the SHA-256 %s, not the %s of %s"
              .formatted(file.address(), actual, expected, file.checksums()));
    }
    Path program = into.resolve(file.name());
    if (file.isArchive()) {
      unpack(download, file.program(), program);
      Files.delete(download);
    } else {
      Files.move(download, program);
    }
    if (!program.toFile().setExecutable(true)) {
      throw new IOException(program + " can't be made executable");
    }
  }

  private static String checksum(String text, String address) throws IOException {
    String name = address.substring(address.lastIndexOf('/') + 1);
    List<String> lines = text.lines().filter(line -> SHA256.matcher(line).find()).toList();
    Optional<String> line =
        lines.size() == 1
            ? Optional.of(lines.getFirst())
            : lines.stream().filter(l -> l.endsWith(name)).findFirst();
    return line.flatMap(l -> SHA256.matcher(l).results().map(MatchResult::group).findFirst())
        .orElseThrow(() -> new IOException("no checksum of " + name + " was published"));
  }

  private String text(String address) throws IOException, InterruptedException {
    try (InputStream in = open(address)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String save(String address, Path to) throws IOException, InterruptedException {
    MessageDigest digest = sha256();
    try (InputStream in = open(address);
        OutputStream out = Files.newOutputStream(to)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private InputStream open(String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(REQUEST).build();
    HttpResponse<InputStream> response =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      response.body().close();
      throw new IOException(address + " answered " + response.statusCode());
    }
    return response.body();
  }

  private static void unpack(Path archive, String program, Path to)
      throws IOException, InterruptedException {
    Process tar =
        new ProcessBuilder("tar", "-xzOf", archive.toString(), program)
            .redirectOutput(to.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (tar.waitFor() != 0) {
      throw new IOException(archive + " has no " + program);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
