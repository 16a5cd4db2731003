package dev.tideway.app.services;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.digests.Digests;
import dev.tideway.app.models.IdempotencyKey;
import dev.tideway.app.repositories.KeyedAnswerRepository;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The answers to requests with an {@code Idempotency-Key}, kept for a day. */
@Singleton
@RequiresDatabase
class KeyedAnswers {
  static final Duration KEPT = Duration.ofDays(1);

  private final KeyedAnswerRepository answers;
  private final JsonTexts json;
  private final InstantSource clock;

  KeyedAnswers(KeyedAnswerRepository answers, JsonTexts json, InstantSource clock) {
    this.answers = answers;
    this.json = json;
    this.clock = clock;
  }

  /** Whether the key was free: then it now stands for this answer. Call it in a transaction. */
  boolean claim(IdempotencyKey key, Object request, Object answer) {
    Instant now = clock.instant();
    return answers.claim(
            key.stored(), fingerprint(request), json.write(answer), now, now.minus(KEPT))
        == 1;
  }

  /** What this request was answered under this key; empty when the key stands for another one. */
  <T> Optional<T> answered(IdempotencyKey key, Object request, Class<T> type) {
    return answers
        .findByKey(key.stored())
        .filter(answer -> answer.fingerprint().equals(fingerprint(request)))
        .map(answer -> json.read(answer.answer(), type));
  }

  @Scheduled(initialDelay = "1m", fixedDelay = "1h")
  void forgetOld() {
    answers.deleteByCreatedAtBefore(clock.instant().minus(KEPT));
  }

  // Two builds answer during a canary: a field that only one of them knows, and that nobody set,
  // makes no other request.
  private String fingerprint(Object request) {
    return Digests.sha256(json.writeSet(request));
  }
}
