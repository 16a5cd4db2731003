package dev.tideway.e2e.chart;

import dev.tideway.cli.tools.Tool;
import dev.tideway.cli.tools.Tools;
import dev.tideway.e2e.ApiServer;
import dev.tideway.e2e.GoModules;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The kinds that other projects bring to a cluster, and that the chart makes objects of. */
public final class Companions {
  private static final String GATEWAYS = "sigs.k8s.io/gateway-api";

  // No Go module has these in a version that is of use: only the fields that we write, by hand.
  private static final Path AWS = Path.of("src/test/resources/chart/aws-crds.yaml");

  private record Source(String module, String folder, List<String> files) {}

  private static final List<Source> MODULES =
      List.of(
          new Source(
              "github.com/cloudnative-pg/cloudnative-pg@v1.30.0",
              "config/crd/bases",
              List.of("postgresql.cnpg.io_clusters", "postgresql.cnpg.io_scheduledbackups")),
          new Source(
              "github.com/cloudnative-pg/plugin-barman-cloud@v0.15.0",
              "config/crd/bases",
              List.of("barmancloud.cnpg.io_objectstores")),
          new Source(
              "github.com/external-secrets/external-secrets@v1.3.2",
              "config/crds/bases",
              List.of(
                  "external-secrets.io_clustersecretstores",
                  "external-secrets.io_externalsecrets",
                  "external-secrets.io_secretstores")),
          new Source(
              "github.com/cert-manager/cert-manager@v1.21.2",
              "deploy/crds",
              List.of("cert-manager.io_clusterissuers", "cert-manager.io_issuers")),
          new Source(
              "github.com/prometheus-operator/prometheus-operator@v0.85.0",
              "example/prometheus-operator-crd",
              List.of("monitoring.coreos.com_podmonitors")));

  private Companions() {}

  /** Teaches them to an apiserver. The answer names the modules that could not be had. */
  public static List<String> install(ApiServer server) throws IOException, InterruptedException {
    List<String> missing = new ArrayList<>();
    Path gateways = Tools.standard().source(Tool.TRAEFIK, GATEWAYS).resolve("config/crd/standard");
    for (String kind : List.of("gatewayclasses", "gateways", "httproutes")) {
      install(server, gateways.resolve("gateway.networking.k8s.io_" + kind + ".yaml"));
    }
    install(server, AWS);
    for (Source source : MODULES) {
      Optional<Path> folder = GoModules.folder(source.module());
      if (folder.isEmpty()) {
        missing.add(source.module());
        continue;
      }
      for (String file : source.files()) {
        install(server, folder.get().resolve(source.folder()).resolve(file + ".yaml"));
      }
    }
    return missing;
  }

  private static void install(ApiServer server, Path file) throws IOException {
    List<String> texts =
        Pattern.compile("(?m)^---$")
            .splitAsStream(Files.readString(file))
            .filter(text -> text.contains("kind:"))
            .toList();
    for (String text : texts) {
      CustomResourceDefinition crd = Serialization.unmarshal(text, CustomResourceDefinition.class);
      server.client().resource(crd).create();
      String version =
          crd.getSpec().getVersions().stream()
              .filter(CustomResourceDefinitionVersion::getServed)
              .map(CustomResourceDefinitionVersion::getName)
              .findFirst()
              .orElseThrow();
      server.awaitAnswer(
          "/apis/%s/%s/%s"
              .formatted(crd.getSpec().getGroup(), version, crd.getSpec().getNames().getPlural()));
    }
  }
}
