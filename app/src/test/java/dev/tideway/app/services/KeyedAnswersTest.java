package dev.tideway.app.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tideway.app.TestApp;
import dev.tideway.app.models.IdempotencyKey;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two builds answer the same client during a canary. */
class KeyedAnswersTest {
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Before(String name) {}

  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record After(String name, @Nullable String colour) {}

  @Test
  void aFieldThatNobodySetMakesNoOtherRequest() {
    try (TestApp app = TestApp.onPostgres()) {
      KeyedAnswers answers = app.bean(KeyedAnswers.class);
      IdempotencyKey key = new IdempotencyKey("ida", "1");
      Before before = new Before("Axe");
      assertTrue(answers.claim(key, before, before));
      assertEquals(
          Optional.of(before), answers.answered(key, new After("Axe", null), Before.class));
      assertEquals(Optional.empty(), answers.answered(key, new After("Axe", "red"), Before.class));
    }
  }
}
