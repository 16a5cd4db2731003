package dev.tideway.e2e.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How the app is joined to its database, its cache, its Gateway and its secrets. */
class PartsIT {
  private static final String FOLDER = "src/test/resources/chart/values/";

  /**
   * @param values arguments
   * @param variables what the app gets; {@code secret NAME KEY} for one out of a Secret
   */
  private record Case(List<String> values, Map<String, String> variables) {}

  private static final List<Case> CASES =
      List.of(
          new Case(
              List.of("database.mode=bundled", "redis.mode=bundled"),
              Map.of(
                  "DATABASE_URL", "postgresql://tideway-database:5432/app?sslmode=disable",
                  "DATABASE_USER", "secret tideway-database username",
                  "DATABASE_PASSWORD", "secret tideway-database password",
                  "REDIS_URL", "redis://tideway-redis:6379",
                  "REDIS_PASSWORD", "secret tideway-redis password")),
          new Case(
              List.of(
                  "database.mode=bundled",
                  "database.name=items",
                  "database.bundled.existingSecret=db",
                  "redis.mode=bundled",
                  "redis.bundled.existingSecret=cache"),
              Map.of(
                  "DATABASE_URL", "postgresql://tideway-database:5432/items?sslmode=disable",
                  "DATABASE_USER", "secret db username",
                  "DATABASE_PASSWORD", "secret db password",
                  "REDIS_URL", "redis://tideway-redis:6379",
                  "REDIS_PASSWORD", "secret cache password")),
          new Case(
              List.of("database.mode=cloudnativepg", "database.cloudnativepg.name=web"),
              Map.of(
                  "DATABASE_URL",
                      "postgresql://web-rw:5432/app?sslmode=verify-full"
                          + "&sslrootcert=/etc/tideway/database/ca.crt",
                  "DATABASE_USER", "secret web-app username",
                  "DATABASE_PASSWORD", "secret web-app password")),
          new Case(
              List.of(
                  "database.mode=external",
                  "database.external.host=db.example.com",
                  "database.external.port=6432",
                  "database.external.existingSecret=db",
                  "database.external.userKey=login"),
              Map.of(
                  "DATABASE_URL",
                      "postgresql://db.example.com:6432/app?sslmode=verify-full"
                          + "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory",
                  "DATABASE_USER", "secret db login",
                  "DATABASE_PASSWORD", "secret db password")),
          new Case(
              List.of(
                  "database.mode=external",
                  "database.external.cloudSqlProxy.instance=my-project:europe-west1:web",
                  "database.external.existingSecret=db"),
              Map.of(
                  "DATABASE_URL", "postgresql://127.0.0.1:5432/app?sslmode=disable",
                  "DATABASE_USER", "secret db username",
                  "DATABASE_PASSWORD", "secret db password")),
          new Case(
              List.of("redis.mode=external", "redis.external.url=redis://cache:6379/1"),
              Map.of("REDIS_URL", "redis://cache:6379/1")),
          new Case(
              List.of(
                  "database.mode=bundled",
                  "app.accounts.enabled=true",
                  "app.accounts.existingSecret=web-accounts",
                  "database.bundled.existingSecret=db"),
              Map.of(
                  "DATABASE_URL", "postgresql://tideway-database:5432/app?sslmode=disable",
                  "DATABASE_USER", "secret db username",
                  "DATABASE_PASSWORD", "secret db password",
                  "APP_LOCAL_ACCOUNTS", "true",
                  "APP_JWT_KEYS", "secret web-accounts jwt.pem",
                  "APP_ADMIN_PASSWORD", "secret web-accounts admin-password")),
          new Case(
              List.of("app.trustedProxies={10.0.0.0/8,fd00::/8}", "app.files.volume.size=1Gi"),
              Map.of(
                  "TRUSTED_PROXIES", "10.0.0.0/8,fd00::/8",
                  "STORAGE_URL", "file:///var/lib/tideway/files")),
          new Case(
              List.of("gateway.create=true", "gateway.className=x", "app.host=shop.example.com"),
              Map.of("APP_PUBLIC_URL", "http://shop.example.com")),
          new Case(
              List.of(
                  "gateway.create=true",
                  "gateway.className=x",
                  "gateway.httpsPort=8443",
                  "gateway.tls.mode=cloud",
                  "app.host=shop.example.com"),
              Map.of("APP_PUBLIC_URL", "https://shop.example.com:8443")),
          // Behind a Gateway of somebody else, its port and its certificate are not known.
          new Case(List.of("app.gateway.name=public", "app.host=shop.example.com"), Map.of()));

  @TestFactory
  Stream<DynamicTest> variablesOfTheApp() {
    return CASES.stream()
        .flatMap(
            c ->
                RenderIT.each(
                    String.join(" ", c.values()),
                    helm ->
                        assertEquals(
                            new TreeMap<>(c.variables()), variables(app(helm, set(c.values()))))));
  }

  @TestFactory
  Stream<DynamicTest> whatUsersWriteStaysAndWins() {
    return RenderIT.each(
        "own words",
        helm -> {
          JsonNode spec = app(helm, "--values=" + FOLDER + "own-words.yaml");
          Map<String, String> variables = variables(spec);
          assertEquals("none", variables.get("REDIS_PASSWORD"));
          assertEquals("me", variables.get("DATABASE_USER"));
          assertEquals("https://mine.example.com", variables.get("CORS_ORIGINS"));
          assertEquals("0.5", variables.get("OTEL_TRACES_SAMPLER_ARG"));
          assertEquals("secret db secret", variables.get("DATABASE_PASSWORD"));
          assertEquals("/etc/web/app.yaml", spec.at("/config/files/0/path").asText());
          assertEquals(List.of("files", "more"), names(spec.path("storage")));
          JsonNode pod = spec.at("/podTemplate/spec");
          assertEquals(List.of("database-ca", "tmp"), names(pod.path("volumes")));
          assertEquals(List.of("app", "beside"), names(pod.path("containers")));
          assertEquals(List.of("database-ca", "tmp"), names(pod.at("/containers/0/volumeMounts")));
          assertEquals("1Gi", pod.at("/volumes/1/emptyDir/sizeLimit").asText());
          assertEquals(2000, pod.at("/securityContext/fsGroup").asInt());
          assertTrue(pod.at("/securityContext/runAsNonRoot").asBoolean());
          assertEquals(1000, pod.at("/containers/0/securityContext/runAsUser").asInt());
          assertTrue(pod.at("/containers/0/securityContext/readOnlyRootFilesystem").asBoolean());
          assertEquals("shop", spec.at("/podTemplate/metadata/annotations/team").asText());
        });
  }

  @TestFactory
  Stream<DynamicTest> theProxyIsASidecarThatMigrationsGetToo() {
    return RenderIT.each(
        "proxy",
        helm -> {
          JsonNode spec = app(helm, "--values=" + Chart.FOLDER.resolve("values-gke.yaml"));
          JsonNode proxy = spec.at("/podTemplate/spec/initContainers/0");
          assertEquals("cloud-sql-proxy", proxy.path("name").asText());
          assertEquals("Always", proxy.path("restartPolicy").asText());
          assertEquals("migrate", spec.at("/migration/args/0").asText());
          assertEquals(15, spec.at("/podTemplate/spec/terminationGracePeriodSeconds").asInt());
        });
  }

  @TestFactory
  Stream<DynamicTest> noPasswordIsOutsideOfASecret() {
    return RenderIT.each(
        "passwords",
        helm -> {
          List<JsonNode> objects =
              helm.trees(
                  "--set=app.enabled=true",
                  "--set=database.mode=bundled,database.bundled.backup.enabled=true",
                  "--set=redis.mode=bundled");
          List<String> passwords =
              objects.stream()
                  .filter(o -> o.path("kind").asText().equals("Secret"))
                  .map(o -> o.at("/stringData/password").asText())
                  .toList();
          assertEquals(2, passwords.stream().filter(p -> p.length() == 32).distinct().count());
          for (JsonNode object : objects) {
            boolean secret = object.path("kind").asText().equals("Secret");
            assertTrue(secret || passwords.stream().noneMatch(object.toString()::contains));
          }
        });
  }

  /** What a reviewer, or a linter, would ask of every container that the chart itself makes. */
  @TestFactory
  Stream<DynamicTest> containersAreBounded() throws IOException {
    return Chart.everyValues().stream()
        .flatMap(
            argument ->
                RenderIT.each(
                    Chart.shortName(argument),
                    helm ->
                        helm.trees(argument).stream()
                            .flatMap(object -> Pods.of(object).stream())
                            .forEach(PartsIT::isBounded)));
  }

  private static void isBounded(Pods pods) {
    var spec = pods.spec();
    // The operator alone talks to the apiserver.
    assertEquals(
        pods.name().endsWith("-operator"), spec.getAutomountServiceAccountToken(), pods.name());
    assertFalse(spec.getEnableServiceLinks(), pods.name());
    spec.getContainers()
        .forEach(
            container -> {
              String where = pods.name() + " " + container.getName();
              assertTrue(container.getSecurityContext().getReadOnlyRootFilesystem(), where);
              assertTrue(container.getResources().getLimits().containsKey("memory"), where);
              assertTrue(container.getResources().getRequests().containsKey("memory"), where);
              assertTrue(container.getResources().getRequests().containsKey("cpu"), where);
              assertFalse(container.getImage().endsWith(":latest"), where);
              assertTrue(container.getImage().matches(".*[:@].+"), where);
              boolean serves = !container.getPorts().isEmpty();
              assertEquals(serves, container.getReadinessProbe() != null, where);
              assertEquals(serves, container.getLivenessProbe() != null, where);
            });
  }

  private static JsonNode app(Helm helm, String... arguments) {
    List<String> all =
        Stream.concat(Stream.of("--set=app.enabled=true"), Arrays.stream(arguments)).toList();
    return helm.trees(all.toArray(String[]::new)).stream()
        .filter(object -> object.path("kind").asText().equals("AppDeployment"))
        .findFirst()
        .orElseThrow()
        .path("spec");
  }

  private static String[] set(List<String> values) {
    return values.stream().map(value -> "--set=" + value).toArray(String[]::new);
  }

  private static Map<String, String> variables(JsonNode spec) {
    Map<String, String> variables = new TreeMap<>();
    spec.at("/config/env")
        .properties()
        .forEach(e -> variables.put(e.getKey(), e.getValue().asText()));
    for (JsonNode variable : spec.path("env")) {
      JsonNode secret = variable.at("/valueFrom/secretKeyRef");
      String value =
          secret.isMissingNode()
              ? variable.path("value").asText()
              : "secret " + secret.path("name").asText() + " " + secret.path("key").asText();
      String before = variables.put(variable.path("name").asText(), value);
      assertTrue(before == null, () -> variable + " is in config.env, too");
    }
    return variables;
  }

  private static List<String> names(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(item -> item.path("name").asText())
        .toList();
  }
}
