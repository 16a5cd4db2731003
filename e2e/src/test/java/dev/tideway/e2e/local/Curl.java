package dev.tideway.e2e.local;

import dev.tideway.cli.cluster.Layout;
import dev.tideway.e2e.Command;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Asks a host behind the local gateway by name, as a person does. */
record Curl(Layout layout, String host) {

  /** An answer's status and body. */
  record Answer(int status, String body) {}

  /**
   * @param address from its scheme on, with this host in it
   * @param options of curl
   */
  Answer ask(String address, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("curl", "--silent", "--show-error"));
    command.addAll(List.of("--max-time", "10", "--cacert", layout.siteAuthority().toString()));
    for (int port : new int[] {layout.gatewayPort(), layout.tlsPort()}) {
      command.addAll(List.of("--resolve", host + ":" + port + ":127.0.0.1"));
    }
    command.addAll(List.of("--write-out", "\n%{http_code}"));
    command.addAll(List.of(options));
    command.add(address);
    String output = Command.of(command.toArray(String[]::new)).run().output().strip();
    int end = output.lastIndexOf('\n');
    return new Answer(
        Integer.parseInt(output.substring(end + 1)), output.substring(0, Math.max(end, 0)));
  }

  Answer post(String address, String json, String... options)
      throws IOException, InterruptedException {
    List<String> more = new ArrayList<>(List.of("--json", json));
    more.addAll(List.of(options));
    return ask(address, more.toArray(String[]::new));
  }
}
