package dev.tideway.operator.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.crds.AppDeployment;
import dev.tideway.operator.domain.Freeze;
import dev.tideway.operator.freeze.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private final Waiting waiting = new Waiting();
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void listen() {
    waiting.listen(
        freeze -> told.add(freeze.getNamespace().orElseThrow() + "/" + freeze.getName()));
  }

  @Test
  void appsAreNamedByTheFreezeThatTheyWaitFor() {
    note("shop/web", "shop/weekend");
    note("shop/api", "shop/weekend");
    note("blog/web", "system/night");
    note("system/own", "system/night");
    assertEquals(List.of("api", "web"), heldBy("shop/weekend"));
    assertEquals(List.of("blog/web", "own"), heldBy("system/night"));
    assertEquals(List.of(), heldBy("shop/other"));
  }

  @Test
  void aFreezeIsToldOfWhatIsNewAndOfNothingElse() {
    note("shop/web", "");
    assertEquals(List.of(), told);
    note("shop/web", "shop/weekend");
    note("shop/web", "shop/weekend");
    assertEquals(List.of("shop/weekend"), told);
    note("shop/web", "shop/night");
    assertEquals(List.of("shop/weekend", "shop/weekend", "shop/night"), told);
    note("shop/web", "");
    note("shop/web", "");
    assertEquals(List.of("shop/weekend", "shop/weekend", "shop/night", "shop/night"), told);
    assertEquals(List.of(), heldBy("shop/night"));
  }

  private void note(String app, String freeze) {
    AppDeployment object = new AppDeployment();
    object.getMetadata().setNamespace(namespace(app));
    object.getMetadata().setName(name(app));
    Optional<Freeze> found =
        freeze.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Freeze(name(freeze), namespace(freeze), "r", "jane", false, Optional.empty()));
    waiting.note(object, found);
  }

  private List<String> heldBy(String freeze) {
    return waiting.heldBy(Written.freeze(freeze, "{reason: r}"));
  }

  private static String namespace(String path) {
    return path.substring(0, path.indexOf('/'));
  }

  private static String name(String path) {
    return path.substring(path.indexOf('/') + 1);
  }
}
