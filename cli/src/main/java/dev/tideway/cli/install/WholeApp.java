package dev.tideway.cli.install;

import dev.tideway.cli.Folders;
import dev.tideway.cli.cluster.LocalCluster;
import dev.tideway.cli.console.Failure;
import dev.tideway.cli.console.Steps;
import dev.tideway.cli.images.ServersImage;
import dev.tideway.cli.images.ThrowawayKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * What the bundled API needs of a local cluster to run with a database, a cache, accounts and TLS.
 */
public final class WholeApp {
  private static final String ACCOUNTS = "web-accounts";
  private static final String CERTIFICATE = "web-tls";
  private static final int PASSWORD_BYTES = 18;

  private final LocalCluster cluster;
  private final Path marker;

  public WholeApp(LocalCluster cluster) {
    this.cluster = cluster;
    this.marker = cluster.layout().folder().resolve("whole-app");
  }

  /** Whether this cluster has it, so that the next {@code up} doesn't take it away. */
  public boolean isThere() {
    return Files.exists(marker);
  }

  /** Where the app answers then. */
  public String url() {
    return "https://" + Installation.HOST + ":" + cluster.layout().tlsPort();
  }

  /** Fails where it can't be, before anything is made. */
  public void check() {
    if (!cluster.layout().real() || cluster.layout().tlsPort() == 0) {
      throw new Failure(
          "PostgreSQL and Redis are real programs, and this cluster "
              + (cluster.layout().real() ? "was made without TLS" : "simulates its pods"),
          "make another one, as root: ./tideway down && ./tideway up --full");
    }
  }

  /** Gives the images and Secrets to the cluster, and says what to install the chart with. */
  List<String> prepare(ServersImage servers, Steps steps) {
    steps.run(
        "secrets",
        progress -> {
          namespace();
          cluster.makeTlsSecret(Installation.NAMESPACE, CERTIFICATE, Installation.HOST);
          accounts();
          cluster.importImages(servers.references(), servers.tar());
          // Before the release, not after: one that has got only half of it must not lose its
          // database to an up without --full.
          Files.writeString(marker, "");
          return CERTIFICATE + ", " + ACCOUNTS;
        });
    return List.of(
        "--set-string",
        "database.bundled.image.tag=" + servers.tag() + ",redis.bundled.image.tag=" + servers.tag(),
        "--set",
        "gateway.httpPort=%d,gateway.httpsPort=%d"
            .formatted(cluster.layout().gatewayPort(), cluster.layout().tlsPort()));
  }

  private void namespace() throws IOException, InterruptedException {
    if (cluster.kubectl().ask("get", "namespace", Installation.NAMESPACE, "-o", "name").isEmpty()) {
      cluster.kubectl().run("create", "namespace", Installation.NAMESPACE);
    }
  }

  /**
   * The password goes by a file, which everybody on the machine can't read as they could an
   * argument.
   */
  private void accounts() throws IOException, InterruptedException {
    if (!cluster.kubectl().ask("get", "secret", ACCOUNTS, "-n", Installation.NAMESPACE).isEmpty()) {
      return;
    }
    byte[] password = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(password);
    Path folder =
        Files.createTempDirectory(
            "tideway",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path keys = folder.resolve("jwt.pem");
    Path admin = folder.resolve("admin-password");
    try {
      Files.writeString(keys, ThrowawayKeys.make().pem());
      Files.writeString(admin, Base64.getUrlEncoder().withoutPadding().encodeToString(password));
      cluster
          .kubectl()
          .run(
              "create",
              "secret",
              "generic",
              ACCOUNTS,
              "-n",
              Installation.NAMESPACE,
              "--from-file=" + keys,
              "--from-file=" + admin);
    } finally {
      Folders.delete(folder);
    }
  }
}
