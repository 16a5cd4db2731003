package dev.tideway.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where everything of one cluster is: files, addresses, ports. Clusters on one machine differ in
 * their slot, and share nothing.
 *
 * @param name of the cluster
 * @param folder holds all its files
 * @param slot 0 to 255; the third byte of every address
 * @param real whether pods really run; they are simulated where there is no root
 * @param apiPort of the kube-apiserver
 * @param etcdPort on loopback
 * @param gatewayPort on loopback, where apps answer
 * @param tlsPort on loopback, where apps answer by TLS
 */
public record Layout(
    String name,
    Path folder,
    int slot,
    boolean real,
    int apiPort,
    int etcdPort,
    int gatewayPort,
    int tlsPort) {

  public static final String NODE = "tideway";

  /** This machine as the pods see it; everything of the control plane that they use is there. */
  String hostAddress() {
    return real ? "10.111." + slot + ".1" : "127.0.0.1";
  }

  String nodeAddress() {
    return "10.111." + slot + ".2";
  }

  String podRange() {
    return "10.112." + slot + ".0/24";
  }

  String serviceRange() {
    return "10.113." + slot + ".0/24";
  }

  String apiService() {
    return "10.113." + slot + ".1";
  }

  String dnsService() {
    return "10.113." + slot + ".10";
  }

  /** The name of a network interface has at most 15 characters. */
  String hostInterface() {
    return "tideway" + slot;
  }

  String apiServer() {
    return "https://" + hostAddress() + ":" + apiPort;
  }

  /** Address and port of the proxy by which the node reaches image registries. */
  String egress() {
    return hostAddress() + ":3128";
  }

  /** Parent of every pod's cgroup. */
  String cgroup() {
    return hostInterface();
  }

  public Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  public Path auditLog() {
    return logs().resolve("audit.log");
  }

  public Path logs() {
    return folder.resolve("logs");
  }

  /** The certificate of the authority that the gateway's are from, for {@code curl --cacert}. */
  public Path siteAuthority() {
    return keys().resolve("site-ca.crt");
  }

  Path keys() {
    return folder.resolve("pki");
  }

  Path config() {
    return folder.resolve("config");
  }

  /**
   * Writes a file of the configuration, and only if it says something new: some processes end when
   * theirs is touched.
   *
   * @return whether it was written
   */
  boolean write(String name, String text) throws IOException {
    Path file = config().resolve(name);
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return false;
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return true;
  }

  Path kubeconfigOf(String user) {
    return config().resolve(user + ".kubeconfig");
  }
}
