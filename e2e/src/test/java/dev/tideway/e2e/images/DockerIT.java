package dev.tideway.e2e.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.tideway.cli.Folders;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every Dockerfile is built and its image run, and compose.yaml comes up and goes down. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DockerIT {
  private static final Path REPOSITORY = Folders.repository();
  private static final List<String> USER = List.of("65532");

  private Optional<Engine> started = Optional.empty();

  @BeforeAll
  void build() throws Exception {
    Engine.obstacle().ifPresent(DockerIT::skip);
    started = Engine.start();
    if (started.isEmpty()) {
      skip("no Docker engine starts here: see e2e/target/images-dockerd.log");
    }
    try (MavenMirror mirror = MavenMirror.serve()) {
      new StandIns(engine(), REPOSITORY).make(mirror);
      for (String[] image :
          new String[][] {
            {"app/Dockerfile", "tideway-app"},
            {"app/Dockerfile.multi", "tideway-app-multi"},
            {"operator/Dockerfile", "tideway-operator"}
          }) {
        long start = System.nanoTime();
        engine().build(REPOSITORY, REPOSITORY.resolve(image[0]), image[1]);
        String bytes = engine().docker("inspect", "--format={{.Size}}", image[1]).text();
        System.out.printf(
            "%s: %d MB, built in %d s%n",
            image[1],
            Long.parseLong(bytes) / 1_000_000,
            (System.nanoTime() - start) / 1_000_000_000);
      }
    }
  }

  @AfterAll
  void end() throws Exception {
    if (started.isPresent()) {
      engine().close();
    }
  }

  private Engine engine() {
    return started.orElseThrow();
  }

  private static void skip(String why) {
    System.out.println("The Docker images aren't tested: " + why);
    abort(why);
  }

  @Test
  void theAppAlone() throws Exception {
    Container app = Container.run(engine(), "tideway-app");
    app.site().await("/health/readiness", 20);
    assertEquals(200, app.site().get("/").statusCode());
    assertEquals(USER, app.users());
    // An AOT cache that the JVM refuses is a warning, and a slow start.
    assertFalse(app.logs().contains("[warning]"), app.logs());
    assertEquals(0, app.stop(15));
  }

  @Test
  void theAppBehindNginx() throws Exception {
    Container both = Container.run(engine(), "tideway-app-multi", "--tmpfs=/tmp");
    both.awaitHealthy(40);
    HttpResponse<String> home = both.site().get("/");
    assertEquals(200, home.statusCode());
    assertEquals(Optional.of("nginx"), home.headers().firstValue("Server"));
    assertEquals(USER, both.users());
    assertFalse(both.logs().contains("[warning]"), both.logs());

    for (String program : List.of("java", "nginx")) {
      List<ProcessHandle> killed = both.processes(program);
      assertFalse(killed.isEmpty(), program);
      killed.forEach(ProcessHandle::destroyForcibly);
      both.site().await("/health/readiness", 30);
    }
    assertEquals(0, both.stop(30));
  }

  /** Also where it takes long to find out that it can't. */
  @Test
  void anAppThatNeverStartsEndsTheContainer() throws Exception {
    Container both =
        Container.run(
            engine(), "tideway-app-multi", "--tmpfs=/tmp", "--cpus=0.1", "--env=CACHE_TTL=soon");
    both.awaitEnd(120);
    assertTrue(both.logs().contains("CACHE_TTL can't be read"), both.logs());
  }

  @Test
  void theAppBehindNginxKnowsTheProxiesInFrontOfIt() throws Exception {
    Container both =
        Container.run(
            engine(), "tideway-app-multi", "--tmpfs=/tmp", "--env=TRUSTED_PROXIES=10.0.0.0/8,lb");
    both.awaitEnd(60);
    assertTrue(both.logs().contains("TRUSTED_PROXIES can't be read at lb"), both.logs());
  }

  @Test
  void theOperator() throws Exception {
    Ran version = engine().docker("run", "--rm", "--read-only", "tideway-operator", "--version");
    assertFalse(version.output().contains("[warning]"), version.output());
    assertTrue(version.text().contains("0.1.0"), version.output());
  }

  @Test
  void compose() throws Exception {
    Compose compose = Compose.filledIn(engine(), REPOSITORY);
    compose.run("up", "--detach").text();
    try {
      itemsOutliveARestart(compose);
    } catch (AssertionError failed) {
      throw new AssertionError(failed.getMessage() + "\n" + compose.state(), failed);
    }
    for (String service : List.of("db", "cache", "app")) {
      assertEquals(0, compose.container(service).stop(15), service);
    }
    compose.run("down", "--volumes").text();
    assertEquals("", engine().docker("volume", "ls", "-q").text());
  }

  private static void itemsOutliveARestart(Compose compose) throws Exception {
    Site site = compose.site();
    assertTrue(site.await("/auth/sign-in", 60).body().contains("<form"));
    compose.container("app").awaitHealthy(60);

    String bearer = login(site);
    HttpResponse<String> made =
        site.post(
            "/api/v1/items", "{\"name\":\"Kept\",\"category\":\"tests\"}", "Authorization", bearer);
    assertEquals(201, made.statusCode(), made.body());
    String item = "/api/v1/items/" + Site.member(made, "id");

    compose.run("restart", "app").text();
    site.await("/health/readiness", 60);
    assertEquals(200, site.get(item, "Authorization", login(site)).statusCode());
  }

  private static String login(Site site) throws Exception {
    HttpResponse<String> tokens =
        site.post(
            "/api/v1/login",
            "{\"name\":\"admin\",\"password\":\"%s\"}".formatted(Compose.PASSWORD));
    return "Bearer " + Site.member(tokens, "accessToken");
  }
}
