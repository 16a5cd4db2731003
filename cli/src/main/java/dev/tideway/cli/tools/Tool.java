package dev.tideway.cli.tools;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A piece of software that the local cluster, its tests or the benchmarks run. Versions are pinned
 * by the Go module of the tool's name in {@code cli/src/main/go}, and nowhere else.
 */
public enum Tool {
  KUBERNETES(
      "kubernetes",
      "k8s.io/kubernetes",
      List.of(
          "k8s.io/kubernetes/cmd/kube-apiserver",
          "k8s.io/kubernetes/cmd/kube-controller-manager",
          "k8s.io/kubernetes/cmd/kube-scheduler",
          "k8s.io/kubernetes/cmd/kubelet",
          "k8s.io/kubernetes/cmd/kube-proxy",
          "k8s.io/kubernetes/cmd/kubectl"),
      "-X k8s.io/component-base/version.gitVersion=%1$s"
          + " -X k8s.io/component-base/version.gitTreeState=clean",
      Releases.KUBERNETES),
  ETCD(
      "kubernetes",
      "go.etcd.io/etcd/server/v3",
      List.of("go.etcd.io/etcd/server/v3"),
      "",
      Releases.ETCD),
  COREDNS(
      "coredns",
      "github.com/coredns/coredns",
      List.of("github.com/coredns/coredns"),
      "",
      Releases.COREDNS),
  METRICS_SERVER(
      "metrics-server",
      "sigs.k8s.io/metrics-server",
      List.of("sigs.k8s.io/metrics-server/cmd/metrics-server"),
      "",
      Optional.empty()),
  TRAEFIK(
      "traefik",
      "github.com/traefik/traefik/v3",
      List.of("github.com/traefik/traefik/v3/cmd/traefik"),
      "-X github.com/traefik/traefik/v3/pkg/version.Version=%1$s",
      Releases.TRAEFIK),
  KWOK(
      "kwok",
      "sigs.k8s.io/kwok",
      List.of("sigs.k8s.io/kwok/cmd/kwok"),
      "-X sigs.k8s.io/kwok/pkg/consts.Version=%1$s",
      Optional.empty()),
  HELM3(
      "helm3",
      "helm.sh/helm/v3",
      List.of("helm.sh/helm/v3/cmd/helm"),
      "-X helm.sh/helm/v3/internal/version.version=%1$s",
      Releases.HELM),
  HELM4(
      "helm4",
      "helm.sh/helm/v4",
      List.of("helm.sh/helm/v4/cmd/helm"),
      "-X helm.sh/helm/v4/internal/version.version=%1$s",
      Releases.HELM),
  /** Of the benchmarks alone: nothing but them gets it. */
  K6("k6", "go.k6.io/k6", List.of("go.k6.io/k6"), "", Optional.empty()),
  /** Ours: holds a sandbox open. */
  PAUSE("pause", "", List.of("."), "", Optional.empty()),
  /** Ours: the way of the node to image registries. */
  EGRESS("egress", "", List.of("."), "", Optional.empty());

  private final String module;
  private final String versionOf;
  private final List<String> packages;
  private final String linkerFlags;
  private final Optional<Release> release;

  Tool(
      String module,
      String versionOf,
      List<String> packages,
      String linkerFlags,
      Optional<Release> release) {
    this.module = module;
    this.versionOf = versionOf;
    this.packages = packages;
    this.linkerFlags = linkerFlags;
    this.release = release;
  }

  /** The folder with its {@code go.mod}. */
  String module() {
    return module;
  }

  /** The Go module whose version is the tool's; empty for our own. */
  String versionOf() {
    return versionOf;
  }

  List<String> packages() {
    return packages;
  }

  /** Flags that tell the program its version. */
  String linkerFlags(String version) {
    return ("-s -w " + linkerFlags.formatted(version)).strip();
  }

  /** Where the project publishes it, if there is one with a checksum. */
  Optional<Release> release() {
    return release;
  }

  /** Its name for people and folders. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
