package dev.tideway.e2e;

import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** An etcd and a kube-apiserver on loopback, for the length of a test. */
public final class ApiServer implements AutoCloseable {
  private static final String TOKEN = "test";
  private static final List<String> CRDS =
      List.of("appdeployments", "rolloutactions", "rolloutfreezes");

  private final List<Process> processes = new ArrayList<>();
  private final Path folder;
  private final KubernetesClient client;

  private ApiServer(Path folder) throws IOException, GeneralSecurityException {
    this.folder = folder;
    Tools tools = Tools.standard();
    int etcd = freePort();
    int secure = freePort();
    try {
      run(
          tools.get(Tool.ETCD, System.err::println).resolve("etcd"),
          "--data-dir=" + folder.resolve("etcd"),
          "--unsafe-no-fsync",
          "--listen-client-urls=http://127.0.0.1:" + etcd,
          "--advertise-client-urls=http://127.0.0.1:" + etcd,
          "--listen-peer-urls=http://127.0.0.1:" + freePort());
      Path key = folder.resolve("sa.key");
      Files.writeString(key, privateKey());
      Path tokens = folder.resolve("tokens.csv");
      Files.writeString(tokens, TOKEN + ",admin,1,system:masters\n");
      run(
          tools.get(Tool.KUBERNETES, System.err::println).resolve("kube-apiserver"),
          "--etcd-servers=http://127.0.0.1:" + etcd,
          "--bind-address=127.0.0.1",
          "--advertise-address=127.0.0.1",
          "--endpoint-reconciler-type=none",
          "--secure-port=" + secure,
          "--cert-dir=" + folder.resolve("certs"),
          "--service-account-issuer=https://kubernetes.default",
          "--service-account-key-file=" + key,
          "--service-account-signing-key-file=" + key,
          "--service-cluster-ip-range=10.0.0.0/24",
          "--token-auth-file=" + tokens,
          "--authorization-mode=RBAC",
          "--disable-admission-plugins=ServiceAccount");
      client =
          new KubernetesClientBuilder()
              .withConfig(
                  new ConfigBuilder()
                      .withMasterUrl("https://127.0.0.1:" + secure)
                      .withOauthToken(TOKEN)
                      .withTrustCerts(true) // its own certificate, made a second ago
                      .withNamespace("default")
                      .withRequestRetryBackoffLimit(0)
                      .build())
              .build();
      await("the apiserver", () -> client.raw("/readyz") != null);
    } catch (RuntimeException | IOException | GeneralSecurityException e) {
      close();
      throw e;
    }
  }

  /** One that knows our kinds. */
  public static ApiServer start() {
    ApiServer server = startEmpty();
    try {
      for (String plural : CRDS) {
        server.install(plural);
      }
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw new IllegalStateException("the CRDs were not taken: " + e.getMessage(), e);
    }
  }

  /** One that has only what Kubernetes brings. */
  public static ApiServer startEmpty() {
    try {
      return new ApiServer(Files.createTempDirectory("tideway-apiserver"));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the apiserver did not start: " + e.getMessage(), e);
    }
  }

  /** A client with every right, in namespace default. */
  public KubernetesClient client() {
    return client;
  }

  /** A kubeconfig for programs, gone with the server. */
  public Path kubeconfig() throws IOException {
    return Files.writeString(
        folder.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: test, cluster: {server: "%s", insecure-skip-tls-verify: true}}]
        users: [{name: test, user: {token: %s}}]
        contexts: [{name: test, context: {cluster: test, user: test}}]
        current-context: test
        """
            .formatted(client.getMasterUrl(), TOKEN));
  }

  @Override
  public void close() {
    // The apiserver before its etcd, which it would miss.
    processes.reversed().forEach(Process::destroyForcibly);
    processes.forEach(process -> process.onExit().join());
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void install(String plural) throws IOException {
    String file = "/META-INF/tideway/" + plural + ".tideway.dev.yaml";
    try (var crd = ApiServer.class.getResourceAsStream(file)) {
      client.apiextensions().v1().customResourceDefinitions().load(crd).create();
    }
    awaitServed(plural);
  }

  /** Waits until one of our kinds can be read: Established only says that it will be. */
  public void awaitServed(String plural) throws IOException {
    awaitAnswer("/apis/tideway.dev/v1/" + plural);
  }

  /** Waits until a path of the apiserver can be read. */
  public void awaitAnswer(String path) throws IOException {
    await(path, () -> client.raw(path) != null);
  }

  private void await(String what, BooleanSupplier done) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!holds(done)) {
      if (!processes.stream().allMatch(Process::isAlive) || System.nanoTime() > deadline) {
        throw new IOException(what + " did not come up; the log ends: " + log());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private static boolean holds(BooleanSupplier done) {
    try {
      return done.getAsBoolean();
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private String log() throws IOException {
    String text = Files.readString(folder.resolve("log"));
    return text.substring(Math.max(0, text.length() - 2000));
  }

  private void run(Path program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    processes.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start());
  }

  private static String privateKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder()
            .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
