package dev.tideway.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The processes of the node, and their settings. */
final class NodeComponents {
  static final String CONTAINERD = "containerd";
  static final String SOCKET = "/run/containerd/containerd.sock";
  private static final List<Path> CNI =
      List.of(Path.of("/opt/cni/bin"), Path.of("/usr/lib/cni"), Path.of("/usr/libexec/cni"));

  private final Layout layout;
  private final Binaries binaries;

  NodeComponents(Layout layout, Binaries binaries) {
    this.layout = layout;
    this.binaries = binaries;
  }

  /** Writes the settings; a process that has new ones now is ended, to be started with them. */
  void writeConfig(String pauseImage, Processes processes) throws IOException {
    layout.write("cni/10-tideway.conflist", network());
    if (layout.write("containerd.toml", containerdConfig(pauseImage))) {
      processes.stop(CONTAINERD);
    }
    if (layout.write("kubelet.yaml", kubeletConfig())) {
      processes.stop("kubelet");
    }
    if (layout.write("kube-proxy.yaml", proxyConfig())) {
      processes.stop("kube-proxy");
    }
  }

  Component containerd() {
    String proxy = "http://" + layout.egress();
    return Component.inNode(
            CONTAINERD, List.of("containerd", "--config", config("containerd.toml")))
        .with(
            Map.of(
                "HTTP_PROXY", proxy,
                "HTTPS_PROXY", proxy,
                "NO_PROXY",
                    "localhost,127.0.0.1," + layout.podRange() + "," + layout.serviceRange()));
  }

  Component kubelet() {
    return Component.inNode(
        "kubelet",
        List.of(
            binaries.kubernetes("kubelet"),
            "--config=" + config("kubelet.yaml"),
            "--kubeconfig=" + layout.kubeconfigOf("kubelet"),
            "--root-dir=" + layout.folder().resolve("kubelet"),
            "--cert-dir=" + layout.folder().resolve("kubelet-pki"),
            "--hostname-override=" + Layout.NODE,
            "--node-ip=" + layout.nodeAddress()));
  }

  Component proxy() {
    return Component.inNode(
        "kube-proxy",
        List.of(binaries.kubernetes("kube-proxy"), "--config=" + config("kube-proxy.yaml")));
  }

  /** The folder of the CNI plugins, if they are installed. */
  static Optional<Path> plugins() {
    return CNI.stream().filter(f -> Files.isExecutable(f.resolve("ptp"))).findFirst();
  }

  private String containerdConfig(String pauseImage) {
    return """
    version = 2
    root = "%1$s"
    state = "/run/containerd"
    disabled_plugins = ["io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.zfs",
      "io.containerd.snapshotter.v1.aufs", "io.containerd.snapshotter.v1.devmapper",
      "io.containerd.internal.v1.opt", "io.containerd.tracing.processor.v1.otlp"]
    [grpc]
      address = "%2$s"
    [plugins."io.containerd.grpc.v1.cri"]
      sandbox_image = "%3$s"
      # Lowering a score takes a capability that not every machine gives.
      restrict_oom_score_adj = true
      [plugins."io.containerd.grpc.v1.cri".cni]
        bin_dir = "%4$s"
        conf_dir = "%5$s"
      [plugins."io.containerd.grpc.v1.cri".containerd]
        snapshotter = "%6$s"
        [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
          runtime_type = "io.containerd.runc.v2"
          [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
            SystemdCgroup = false
    """
        .formatted(
            layout.folder().resolve("containerd"),
            SOCKET,
            pauseImage,
            plugins().orElseThrow(),
            config("cni"),
            snapshotter());
  }

  /** Overlays can't be stacked on an overlay, as in a container; copies always work. */
  private String snapshotter() {
    try {
      return Files.getFileStore(layout.folder()).type().equals("overlay") ? "native" : "overlayfs";
    } catch (IOException e) {
      return "native";
    }
  }

  // Point-to-point: every packet between pods is routed, so that a Service works from everywhere
  // without the bridge's own netfilter module.
  private String network() {
    return """
    {
      "cniVersion": "0.4.0",
      "name": "tideway",
      "plugins": [
        {
          "type": "ptp",
          "ipMasq": false,
          "ipam": {
            "type": "host-local",
            "dataDir": "%s",
            "ranges": [[{"subnet": "%s"}]],
            "routes": [{"dst": "0.0.0.0/0"}]
          }
        },
        {"type": "portmap", "capabilities": {"portMappings": true}}
      ]
    }
    """
        .formatted(layout.folder().resolve("cni"), layout.podRange());
  }

  private String kubeletConfig() {
    return """
    apiVersion: kubelet.config.k8s.io/v1beta1
    kind: KubeletConfiguration
    containerRuntimeEndpoint: unix://%1$s
    cgroupDriver: cgroupfs
    cgroupRoot: /%2$s
    failCgroupV1: false
    failSwapOn: false
    oomScoreAdj: 0
    clusterDNS: [%3$s]
    clusterDomain: cluster.local
    resolvConf: "%4$s"
    podLogsDir: "%5$s"
    authentication:
      anonymous: {enabled: false}
      webhook: {enabled: true}
      x509: {clientCAFile: "%6$s"}
    authorization: {mode: Webhook}
    address: %7$s
    # The disk is the user's, and full enough often: only a really full one is a reason to evict.
    evictionHard: {memory.available: 100Mi, nodefs.available: 1%%, imagefs.available: 1%%, nodefs.inodesFree: 1%%}
    imageGCHighThresholdPercent: 100
    imageGCLowThresholdPercent: 99
    serializeImagePulls: false
    registryPullQPS: 0
    eventRecordQPS: 0
    kubeAPIQPS: 100
    kubeAPIBurst: 200
    maxPods: 240
    """
        .formatted(
            SOCKET,
            layout.cgroup(),
            layout.dnsService(),
            config("resolv.conf"),
            layout.folder().resolve("pods"),
            layout.keys().resolve("ca.crt"),
            layout.nodeAddress());
  }

  private String proxyConfig() {
    return """
    apiVersion: kubeproxy.config.k8s.io/v1alpha1
    kind: KubeProxyConfiguration
    mode: iptables
    hostnameOverride: %s
    clusterCIDR: %s
    bindAddress: %s
    healthzBindAddress: ""
    metricsBindAddress: ""
    clientConnection: {kubeconfig: "%s"}
    conntrack: {maxPerCore: 0}
    iptables: {minSyncPeriod: 100ms}
    """
        .formatted(
            Layout.NODE, layout.podRange(), layout.nodeAddress(), layout.kubeconfigOf("proxy"));
  }

  private String config(String file) {
    return layout.config().resolve(file).toString();
  }
}
