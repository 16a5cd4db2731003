package dev.tideway.cli.cluster;

import dev.tideway.cli.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a cluster usually runs as pods: DNS, metrics, the gateway. Here they are processes. */
final class Addons {
  static final int DNS_PORT = 10053;
  static final int METRICS_PORT = 10250;
  private static final Path RESOLV = Path.of("/etc/resolv.conf");

  private final Layout layout;
  private final Binaries binaries;

  Addons(Layout layout, Binaries binaries) {
    this.layout = layout;
    this.binaries = binaries;
  }

  void writeConfig() throws IOException {
    layout.write("Corefile", corefile());
  }

  Component dns() {
    return Component.onHost(
        "coredns",
        List.of(
            binaries.single(Tool.COREDNS),
            "-conf",
            layout.config().resolve("Corefile").toString()));
  }

  Component metrics() {
    String kubeconfig = layout.kubeconfigOf("metrics-server").toString();
    return Component.onHost(
        "metrics-server",
        List.of(
            binaries.single(Tool.METRICS_SERVER),
            "--kubeconfig=" + kubeconfig,
            "--authentication-kubeconfig=" + kubeconfig,
            "--authorization-kubeconfig=" + kubeconfig,
            "--bind-address=" + layout.hostAddress(),
            "--secure-port=" + METRICS_PORT,
            "--cert-dir=" + layout.folder().resolve("metrics-server-pki"),
            "--kubelet-preferred-address-types=InternalIP",
            // The kubelet signs its own certificate, on a wire that only this machine is on.
            "--kubelet-insecure-tls",
            "--metric-resolution=15s"));
  }

  Component egress() {
    return Component.onHost(
        "egress", List.of(binaries.single(Tool.EGRESS), "-listen=" + layout.egress()));
  }

  Component gateway() {
    return Component.onHost(
            "traefik",
            List.of(
                binaries.single(Tool.TRAEFIK),
                "--global.checknewversion=false",
                "--global.sendanonymoususage=false",
                "--entrypoints.web.address=127.0.0.1:" + layout.gatewayPort(),
                "--entrypoints.websecure.address=127.0.0.1:" + layout.tlsPort(),
                "--providers.kubernetesgateway=true",
                "--providers.kubernetesgateway.statusaddress.ip=127.0.0.1",
                // By default it looks at changes every two seconds only.
                "--providers.providersthrottleduration=50ms",
                "--log.level=INFO"))
        .with(Map.of("KUBECONFIG", layout.kubeconfigOf("traefik").toString()));
  }

  /**
   * Simulates nodes and pods.
   *
   * @param stages files that say how they live
   */
  Component simulator(List<Path> stages) {
    List<String> command = new ArrayList<>();
    command.add(binaries.single(Tool.KWOK));
    command.add("--kubeconfig=" + layout.kubeconfigOf("kwok"));
    command.add("--manage-all-nodes=true");
    command.add("--node-ip=127.0.0.1");
    command.add("--node-lease-duration-seconds=40");
    stages.forEach(stage -> command.add("--config=" + stage));
    return Component.onHost("kwok", command);
  }

  private String corefile() throws IOException {
    boolean upstream =
        Files.exists(RESOLV)
            && Files.readString(RESOLV).lines().anyMatch(line -> line.startsWith("nameserver"));
    return """
    .:%1$d {
      bind %2$s
      errors
      kubernetes cluster.local in-addr.arpa ip6.arpa {
        kubeconfig "%3$s"
        ttl 5
      }
      cache 5
      %4$s
    }
    # What the node itself asks for: the machine's names.
    .:53 {
      bind %2$s
      errors
      cache 30
      %4$s
    }
    """
        .formatted(
            DNS_PORT,
            layout.hostAddress(),
            layout.kubeconfigOf("coredns"),
            upstream ? "forward . /etc/resolv.conf" : "");
  }
}
