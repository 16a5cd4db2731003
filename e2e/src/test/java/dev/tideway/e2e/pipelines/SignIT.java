package dev.tideway.e2e.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import dev.tideway.e2e.Command;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts that list, scan, sign, verify and package: the real Syft, Grype, Cosign and Helm, on
 * a registry of this machine. Grype's list of vulnerabilities can't be had here, so what it finds
 * is a stand-in's word.
 */
class SignIT {
  @TempDir private Path folder;
  @AutoClose private final Registry registry;
  private final Path tools;

  SignIT() throws IOException, InterruptedException {
    tools = Ci.tools("crane", "cosign", "grype");
    registry = Registry.start(tools.resolve("crane"));
  }

  @BeforeEach
  void makeAKey() throws IOException, InterruptedException {
    run(Command.of("cosign", "generate-key-pair")).succeeded();
  }

  @Test
  void whatIsSignedIsVerifiedAndNothingElse() throws Exception {
    String image = push("app", "openssl");
    String other = push("app", "zlib1g");
    grypeThat("exit 0");
    run(Ci.script("sign", image)).succeeded();

    run(Ci.script("verify", image)).succeeded();
    assertNotEquals(0, run(Ci.script("verify", other)).code());
    String attested =
        run(Command.of("cosign", "verify-attestation", "--key", "cosign.pub", "--type", "spdxjson")
                .and("--insecure-ignore-tlog=true", image))
            .succeeded();
    assertTrue(attested.contains("payload"), attested);
    try (var sboms = Files.list(folder.resolve("sbom"))) {
      String text =
          Files.readString(
              sboms.filter(file -> file.toString().endsWith("json")).findFirst().orElseThrow());
      assertTrue(text.contains("openssl"), text);
    }
  }

  /**
   * What a machine of another kind has pushed is scanned here, too; its platform is none that runs
   * this.
   */
  @Test
  void anImageOfAnotherPlatformIsListed() throws Exception {
    String image = push("app", "openssl");
    String other = image.replaceFirst("@.*", ":other");
    run(Command.of("crane", "mutate", image, "--set-platform", "linux/s390x", "--tag", other))
        .succeeded();
    String index = image.replaceFirst("@.*", ":index");
    run(Command.of("crane", "index", "append", "--manifest", other, "--tag", index)).succeeded();
    String digest = run(Command.of("crane", "digest", index)).succeeded();
    grypeThat("exit 0");

    String byDigest = image.replaceFirst("@.*", "@" + digest);
    run(Ci.script("sign", byDigest)).succeeded();
    run(Ci.script("verify", byDigest)).succeeded();
    try (var sboms = Files.list(folder.resolve("sbom"))) {
      assertTrue(sboms.anyMatch(file -> file.toString().endsWith("linux-s390x.spdx.json")));
    }
  }

  @Test
  void whatHasAVulnerabilityIsNotSigned() throws Exception {
    String image = push("app", "openssl");
    grypeThat("exit 2");
    Command.Ended ended = run(Ci.script("sign", image));
    assertEquals(1, ended.code());
    assertTrue(ended.errors().contains("high or critical vulnerabilities"), ended.errors());
    assertNotEquals(0, run(Ci.script("verify", image)).code());
  }

  /** The real Grype, which takes the command line, and has no list to look into. */
  @Test
  void whatCouldNotBeScannedIsNotSigned() throws Exception {
    String image = push("app", "openssl");
    Command.Ended ended =
        run(
            Ci.script("sign", image)
                .with("GRYPE_DB_AUTO_UPDATE", "false")
                .with("GRYPE_DB_CACHE_DIR", folder.resolve("none").toString()));
    assertEquals(1, ended.code());
    assertTrue(ended.errors().contains("vulnerability"), ended.errors());
    assertNotEquals(0, run(Ci.script("verify", image)).code());
  }

  @Test
  void theChartInstallsTheImagesOfItsRelease() throws Exception {
    String at = "127.0.0.1:" + registry.port() + "/tideway";
    Path operator = Files.writeString(folder.resolve("operator.txt"), Ci.image(at + "/op", 'a'));
    Path app = Files.writeString(folder.resolve("app.txt"), Ci.image(at + "/app", 'b'));
    String chart =
        run(Ci.script("chart", "9.8.7", at, operator.toString(), app.toString())
                .with("PLAIN_HTTP", "true"))
            .succeeded();

    run(Ci.script("verify", chart)).succeeded();
    String rendered =
        run(Command.of("helm", "template", "tideway", "oci://" + at + "/charts/tideway")
                .and("--version", "9.8.7", "--plain-http", "--kube-version", "1.36.3"))
            .succeeded();
    assertTrue(rendered.contains("\"" + Ci.image(at + "/op", 'a') + "\""), rendered);
    assertTrue(rendered.contains("app.kubernetes.io/version: 9.8.7"), rendered);
    String values =
        run(Command.of("helm", "show", "values", "oci://" + at + "/charts/tideway")
                .and("--version", "9.8.7", "--plain-http"))
            .succeeded();
    assertTrue(values.contains("repository: " + at + "/app\n"), values);
    assertTrue(values.contains("digest: sha256:" + "b".repeat(64)), values);
  }

  private Command.Ended run(Command command) throws IOException, InterruptedException {
    Path helm = Tools.standard().get(Tool.HELM4, System.err::println);
    return command
        .in(folder)
        .path(folder, tools, helm)
        .with("COSIGN_PASSWORD", "test")
        .with(
            "COSIGN_KEY",
            folder
                .resolve(
                    command.words().getFirst().endsWith("verify") ? "cosign.pub" : "cosign.key")
                .toString())
        .with("SBOM_FOLDER", folder.resolve("sbom").toString())
        .with("SYFT_REGISTRY_INSECURE_USE_HTTP", "true")
        .within(Duration.ofMinutes(2))
        .run();
  }

  private void grypeThat(String script) throws IOException {
    Ci.standIn(folder, "grype", script + "\n");
  }

  /** An image that has one package of Debian's. */
  private String push(String name, String contents) throws Exception {
    Path root = folder.resolve(contents);
    Files.createDirectories(root.resolve("etc"));
    Files.createDirectories(root.resolve("var/lib/dpkg"));
    Files.writeString(root.resolve("etc/os-release"), "ID=debian\nVERSION_ID=12\n");
    Files.writeString(
        root.resolve("var/lib/dpkg/status"),
        """
        Package: %s
        Status: install ok installed
        Architecture: amd64
        Version: 3.0.1-1
        """
            .formatted(contents));
    String layer = folder.resolve(contents + ".tar").toString();
    Command.of("tar", "-C", root.toString(), "-cf", layer, "etc", "var").run().succeeded();
    String tag = "127.0.0.1:%s/%s:%s".formatted(registry.port(), name, contents);
    return run(Command.of("crane", "append", "--new_layer", layer, "--new_tag", tag)).succeeded();
  }

  private record Registry(Process process, int port) implements AutoCloseable {
    static Registry start(Path crane) throws IOException, InterruptedException {
      int port;
      try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = socket.getLocalPort();
      }
      Process process =
          new ProcessBuilder(
                  crane.toString(), "registry", "serve", "--address", "127.0.0.1:" + port)
              .redirectErrorStream(true)
              .redirectOutput(Path.of("target", "registry.log").toFile())
              .start();
      // crane itself tries again while nothing listens yet.
      Command.of(crane.toString(), "catalog", "127.0.0.1:" + port).run();
      return new Registry(process, port);
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
