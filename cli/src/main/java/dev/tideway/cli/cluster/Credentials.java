package dev.tideway.cli.cluster;

import dev.tideway.cli.cluster.Authority.Credential;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;

/** Makes the keys of a cluster once, and a kubeconfig for everyone who talks to its apiserver. */
final class Credentials {
  private final Layout layout;

  Credentials(Layout layout) {
    this.layout = layout;
  }

  void make() throws IOException {
    if (Files.exists(layout.kubeconfig())) {
      return;
    }
    Path keys = layout.keys();
    Files.createDirectories(keys);
    Files.createDirectories(layout.config());
    Authority authority = Authority.create("tideway-" + layout.name());
    authority.own().write(keys, "ca");
    authority
        .server(
            "kube-apiserver",
            List.of(
                "kubernetes",
                "kubernetes.default",
                "kubernetes.default.svc",
                "kubernetes.default.svc.cluster.local",
                "localhost",
                "127.0.0.1",
                layout.hostAddress(),
                layout.apiService()))
        .write(keys, "apiserver");
    authority.client("kube-apiserver", "system:masters").write(keys, "apiserver-kubelet");
    Authority.create("service-accounts").own().write(keys, "service-accounts");
    // Of its own: whoever has a certificate of the cluster shall not get past the apiserver.
    Authority etcd = Authority.create("etcd");
    etcd.own().write(keys, "etcd-ca");
    etcd.server("etcd", List.of("127.0.0.1")).write(keys, "etcd");
    etcd.client("kube-apiserver").write(keys, "apiserver-etcd");
    Authority frontProxy = Authority.create("front-proxy");
    frontProxy.own().write(keys, "front-proxy-ca");
    frontProxy.client("front-proxy-client").write(keys, "front-proxy");

    user(authority, "controller-manager", "system:kube-controller-manager");
    user(authority, "scheduler", "system:kube-scheduler");
    user(authority, "proxy", "system:kube-proxy");
    user(authority, "kubelet", "system:node:" + Layout.NODE, "system:nodes");
    user(authority, "coredns", "tideway:coredns");
    user(authority, "metrics-server", "tideway:metrics-server");
    user(authority, "traefik", "tideway:traefik");
    user(authority, "kwok", "tideway:kwok", "system:masters");
    write(authority, layout.kubeconfig(), authority.anyClient("admin", "system:masters"));
  }

  /** A certificate for a host that the gateway serves, made once; its authority's is beside it. */
  void makeSite(String host) throws IOException {
    Path keys = layout.keys();
    if (!Files.exists(keys.resolve("site.key"))) {
      Authority authority = Authority.create("tideway-" + layout.name() + "-sites");
      authority.own().write(keys, "site-ca");
      authority.server(host, List.of(host)).write(keys, "site");
    }
  }

  private void user(Authority authority, String file, String user, String... groups)
      throws IOException {
    write(authority, layout.kubeconfigOf(file), authority.client(user, groups));
  }

  private void write(Authority authority, Path file, Credential user) throws IOException {
    // Whole or not at all: the last one tells that all are there.
    Path half = file.resolveSibling("." + file.getFileName());
    Files.deleteIfExists(half);
    Files.createFile(
        half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        half,
        """
        apiVersion: v1
        kind: Config
        current-context: %1$s
        contexts:
        - name: %1$s
          context: {cluster: %1$s, user: %1$s}
        clusters:
        - name: %1$s
          cluster:
            server: %2$s
            certificate-authority-data: %3$s
        users:
        - name: %1$s
          user:
            client-certificate-data: %4$s
            client-key-data: %5$s
        """
            .formatted(
                "tideway-" + layout.name(),
                layout.apiServer(),
                base64(authority.own().certificate()),
                base64(user.certificate()),
                base64(user.key())));
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
