package dev.tideway.cli.tools;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The projects' own download addresses. */
final class Releases {
  static final Optional<Release> KUBERNETES =
      Optional.of(
          new Release(
              Stream.of(
                      "kube-apiserver",
                      "kube-controller-manager",
                      "kube-scheduler",
                      "kubelet",
                      "kube-proxy",
                      "kubectl")
                  .map(Releases::kubernetes)
                  .toList()));
  static final Optional<Release> ETCD =
      archive(
          "https://github.com/etcd-io/etcd/releases/download/{version}/",
          "etcd-{version}-linux-{arch}.tar.gz",
          "SHA256SUMS",
          "etcd-{version}-linux-{arch}/etcd",
          "etcd");
  static final Optional<Release> COREDNS =
      archive(
          "https://github.com/coredns/coredns/releases/download/{version}/",
          "coredns_{number}_linux_{arch}.tgz",
          "coredns_{number}_linux_{arch}.tgz.sha256",
          "coredns",
          "coredns");
  static final Optional<Release> TRAEFIK =
      archive(
          "https://github.com/traefik/traefik/releases/download/{version}/",
          "traefik_{version}_linux_{arch}.tar.gz",
          "traefik_{version}_checksums.txt",
          "traefik",
          "traefik");
  static final Optional<Release> HELM =
      archive(
          "https://get.helm.sh/",
          "helm-{version}-linux-{arch}.tar.gz",
          "helm-{version}-linux-{arch}.tar.gz.sha256sum",
          "linux-{arch}/helm",
          "helm");

  private Releases() {}

  private static Release.File kubernetes(String program) {
    String address = "https://dl.k8s.io/{version}/bin/linux/{arch}/" + program;
    return new Release.File(address, address + ".sha256", "", program);
  }

  private static Optional<Release> archive(
      String folder, String file, String checksums, String program, String name) {
    return Optional.of(
        new Release(List.of(new Release.File(folder + file, folder + checksums, program, name))));
  }
}
