package dev.tideway.e2e.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.Folders;
import dev.tideway.cli.processes.Proc;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * {@code ./tideway dev} as a developer has it, in a copy of the checkout: servers, app, a change,
 * an error, a stop.
 */
class DevIT {
  private static final Path HOME = Path.of("target", "dev").toAbsolutePath();
  private static final Path CHECKOUT = HOME.resolve("checkout");
  private static final Path MAIN = CHECKOUT.resolve("app/src/main");
  private static final Path CONTROLLER =
      MAIN.resolve("java/dev/tideway/app/controllers/HomeController.java");

  @Test
  void anAppThatFollowsItsSourcesAndLeavesNothingBehind() throws Exception {
    copy();
    String before = Files.readString(CONTROLLER);
    // Nobody's database: ours is owed all of it when this one is taken back.
    Path variables = CHECKOUT.resolve("app/.env");
    Files.writeString(variables, "DATABASE_URL=postgresql://nobody@127.0.0.1:1/none");
    try (DevProcess dev = DevProcess.start(HOME)) {
      dev.await("answers", 180);
      assertEquals(200, dev.get("/health/readiness").statusCode());
      Files.delete(variables);
      dev.await("seeded", 180);
      dev.await("answers", 2, 180);
      dev.await("the password of admin is in ", 5);
      // Which is for a person, and this is none.
      assertTrue(dev.output().lines().noneMatch(line -> line.contains("log in as admin with")));
      assertEquals(200, dev.get("/health/readiness").statusCode());
      assertEquals(200, dev.get("/").statusCode());
      assertEquals(200, dev.items(24).statusCode());

      DevProcess.Ended second = DevProcess.refused(HOME);
      assertEquals(1, second.code(), second.output());
      assertTrue(
          second.output().contains("it runs already: process " + dev.pid()), second.output());

      Files.writeString(
          MAIN.resolve("resources/db/migration/V999__while_it_does_not_compile.sql"),
          "CREATE TABLE nothing ()");
      Files.writeString(CONTROLLER, before + "no such word");
      dev.await("it doesn't compile", 180);
      dev.await("HomeController.java:", 5);
      assertEquals(200, dev.get("/").statusCode(), "the old app goes on");

      Files.writeString(
          CONTROLLER.resolveSibling("ChangedController.java"),
          """
          package dev.tideway.app.controllers;

          import io.micronaut.http.annotation.Controller;
          import io.micronaut.http.annotation.Get;
          import io.micronaut.security.annotation.Secured;
          import io.micronaut.security.rules.SecurityRule;

          @Controller("/changed")
          @Secured(SecurityRule.IS_ANONYMOUS)
          final class ChangedController {
            @Get
            String changed() {
              return "changed";
            }
          }
          """);
      Files.writeString(CONTROLLER, before);
      dev.awaitAnswer("/changed", "changed", 240);
      dev.await("applied=1 version=999", 5);

      assertEndsWithAllOfIts(dev);
    }

    // The database is the same, so is the password; and what was made for containers, or
    // is quiet, is in nobody's way.
    variables = CHECKOUT.resolve(".env");
    String containers =
        "POSTGRES_PASSWORD=a\nDATABASE_PASSWORD=a\nREDIS_PASSWORD=a\nLOG_LEVEL=WARN\n";
    Files.writeString(variables, containers);
    try (DevProcess again = DevProcess.start(HOME);
        ServerSocket taken = new ServerSocket(0)) {
      again.await("of their own: DATABASE_PASSWORD, REDIS_PASSWORD", 180);
      again.await("the password of admin is in", 180);
      assertEquals(200, again.items(24).statusCode());
      assertTrue(again.output().lines().noneMatch(line -> line.contains("log in as admin with")));

      Files.writeString(variables, containers + "PORT=" + taken.getLocalPort());
      again.await("port " + taken.getLocalPort() + " is taken by another program", 30);
      assertEquals(200, again.get("/").statusCode(), "the old app goes on");
      taken.close();
      Files.writeString(variables, containers + "PORT= " + taken.getLocalPort());
      again.await("http://localhost:" + taken.getLocalPort() + " answers", 180);
      assertEquals(200, again.items(24).statusCode());
      assertEndsWithAllOfIts(again);
    }
  }

  private static void assertEndsWithAllOfIts(DevProcess dev) throws InterruptedException {
    List<ProcessHandle> started = dev.terminate();
    // PostgreSQL with some of its own, Redis, the app.
    assertTrue(started.size() > 3, started.toString());
    assertEquals(0, dev.exitCode());
    assertEquals(List.of(), started.stream().filter(p -> !Proc.isGone(p)).toList());
  }

  private static void copy() throws IOException {
    Folders.delete(HOME);
    Path from = Folders.repository();
    for (String part :
        List.of(
            "pom.xml",
            ".mvn",
            "helm/tideway",
            "crds/pom.xml",
            "operator/pom.xml",
            "cli/pom.xml",
            "e2e/pom.xml",
            "app/pom.xml",
            "app/.env.example",
            "app/src/main",
            "app/target/classes",
            "app/target/lib",
            "app/target/generated-sources",
            "app/target/maven-status")) {
      copy(from.resolve(part), CHECKOUT.resolve(part));
    }
    Files.createDirectories(CHECKOUT.resolve("target"));
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    Files.createDirectories(to.getParent());
    Process copy = new ProcessBuilder("cp", "-a", from.toString(), to.toString()).start();
    try {
      assertTrue(copy.waitFor(60, TimeUnit.SECONDS) && copy.exitValue() == 0, "cp " + from);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
