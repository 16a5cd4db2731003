package dev.tideway.cli.cluster;

import dev.tideway.cli.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes that make a Kubernetes, without a node: etcd, and what kube-system runs. */
final class ControlPlane {
  static final String API_SERVER = "kube-apiserver";

  /** Every write, without its content: enough to count them, and to see who made them. */
  private static final String AUDIT_POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
      - level: Metadata
        verbs: [create, update, patch, delete, deletecollection]
      - level: None
      """;

  private final Layout layout;
  private final Binaries binaries;

  ControlPlane(Layout layout, Binaries binaries) {
    this.layout = layout;
    this.binaries = binaries;
  }

  void writeConfig() throws IOException {
    Files.createDirectories(layout.logs());
    layout.write("audit-policy.yaml", AUDIT_POLICY);
  }

  Component etcd() {
    Path keys = layout.keys();
    return Component.onHost(
        "etcd",
        List.of(
            binaries.single(Tool.ETCD),
            "--data-dir=" + layout.folder().resolve("etcd"),
            // The cluster is thrown away with the machine: nothing is lost by a late write.
            "--unsafe-no-fsync",
            "--listen-client-urls=" + etcdAddress(),
            "--advertise-client-urls=" + etcdAddress(),
            // Every user of the machine reaches loopback; who writes here rules the cluster.
            "--cert-file=" + keys.resolve("etcd.crt"),
            "--key-file=" + keys.resolve("etcd.key"),
            "--trusted-ca-file=" + keys.resolve("etcd-ca.crt"),
            "--client-cert-auth",
            "--enable-grpc-gateway=false",
            // A single member talks to no other.
            "--listen-peer-urls=unix://peer",
            "--log-level=warn"));
  }

  Component apiServer() {
    Path keys = layout.keys();
    List<String> command = new ArrayList<>();
    command.add(binaries.kubernetes(API_SERVER));
    command.addAll(
        List.of(
            "--etcd-servers=" + etcdAddress(),
            "--etcd-cafile=" + keys.resolve("etcd-ca.crt"),
            "--etcd-certfile=" + keys.resolve("apiserver-etcd.crt"),
            "--etcd-keyfile=" + keys.resolve("apiserver-etcd.key"),
            "--bind-address=" + layout.hostAddress(),
            "--advertise-address=" + layout.hostAddress(),
            "--secure-port=" + layout.apiPort(),
            "--tls-cert-file=" + keys.resolve("apiserver.crt"),
            "--tls-private-key-file=" + keys.resolve("apiserver.key"),
            "--client-ca-file=" + keys.resolve("ca.crt"),
            "--kubelet-client-certificate=" + keys.resolve("apiserver-kubelet.crt"),
            "--kubelet-client-key=" + keys.resolve("apiserver-kubelet.key"),
            "--kubelet-preferred-address-types=InternalIP",
            "--requestheader-client-ca-file=" + keys.resolve("front-proxy-ca.crt"),
            "--requestheader-allowed-names=front-proxy-client",
            "--requestheader-username-headers=X-Remote-User",
            "--requestheader-group-headers=X-Remote-Group",
            "--requestheader-extra-headers-prefix=X-Remote-Extra-",
            "--proxy-client-cert-file=" + keys.resolve("front-proxy.crt"),
            "--proxy-client-key-file=" + keys.resolve("front-proxy.key"),
            "--enable-aggregator-routing=true",
            "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
            "--service-account-key-file=" + keys.resolve("service-accounts.crt"),
            "--service-account-signing-key-file=" + keys.resolve("service-accounts.key"),
            "--service-cluster-ip-range=" + layout.serviceRange(),
            "--authorization-mode=Node,RBAC",
            "--enable-admission-plugins=NodeRestriction",
            "--allow-privileged=true",
            "--audit-policy-file=" + layout.config().resolve("audit-policy.yaml"),
            "--audit-log-path=" + layout.auditLog(),
            "--audit-log-maxsize=100",
            "--audit-log-maxbackup=2"));
    if (!layout.real()) {
      // Nobody reaches an apiserver on loopback through a Service.
      command.add("--endpoint-reconciler-type=none");
    }
    return Component.onHost(API_SERVER, command);
  }

  Component controllerManager() {
    String kubeconfig = layout.kubeconfigOf("controller-manager").toString();
    return Component.onHost(
        "kube-controller-manager",
        List.of(
            binaries.kubernetes("kube-controller-manager"),
            "--kubeconfig=" + kubeconfig,
            "--secure-port=0",
            "--leader-elect=false",
            "--use-service-account-credentials=true",
            "--root-ca-file=" + layout.keys().resolve("ca.crt"),
            "--service-account-private-key-file=" + layout.keys().resolve("service-accounts.key"),
            // Limits made for clusters of thousands of nodes would slow a laptop down.
            "--kube-api-qps=300",
            "--kube-api-burst=600",
            "--concurrent-deployment-syncs=20",
            "--concurrent-replicaset-syncs=20"));
  }

  Component scheduler() {
    return Component.onHost(
        "kube-scheduler",
        List.of(
            binaries.kubernetes("kube-scheduler"),
            "--kubeconfig=" + layout.kubeconfigOf("scheduler"),
            "--secure-port=0",
            "--leader-elect=false",
            "--kube-api-qps=300",
            "--kube-api-burst=600"));
  }

  private String etcdAddress() {
    return "https://127.0.0.1:" + layout.etcdPort();
  }
}
