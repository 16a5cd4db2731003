package dev.tideway.app.services;

import dev.tideway.app.database.RequiresDatabase;
import dev.tideway.app.models.Item;
import dev.tideway.app.models.ItemDraft;
import dev.tideway.app.models.KeyedAnswer;
import dev.tideway.app.repositories.KeyedAnswerRepository;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;

/** The answers to requests with an {@code Idempotency-Key}, kept for a day. */
@Singleton
@RequiresDatabase
class KeyedAnswers {
  static final Duration KEPT = Duration.ofDays(1);

  private final KeyedAnswerRepository answers;
  private final JsonMapper json;
  private final InstantSource clock;

  KeyedAnswers(KeyedAnswerRepository answers, JsonMapper json, InstantSource clock) {
    this.answers = answers;
    this.json = json;
    this.clock = clock;
  }

  /** Whether the key was free: then it now stands for this answer. Call it in a transaction. */
  boolean claim(String key, ItemDraft draft, Item answer) {
    Instant now = clock.instant();
    return answers.claim(key, fingerprint(draft), text(answer), now, now.minus(KEPT)) == 1;
  }

  /** What a key that wasn't free stands for. */
  Creation answered(String key, ItemDraft draft) {
    return answers
        .findByKey(key)
        .filter(answer -> answer.fingerprint().equals(fingerprint(draft)))
        .<Creation>map(answer -> new Creation.Created(item(answer)))
        .orElseGet(Creation.KeyReused::new);
  }

  @Scheduled(initialDelay = "1m", fixedDelay = "1h")
  void forgetOld() {
    answers.deleteByCreatedAtBefore(clock.instant().minus(KEPT));
  }

  private String fingerprint(ItemDraft draft) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(json.writeValueAsBytes(draft)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(Item item) {
    try {
      return json.writeValueAsString(item);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Item item(KeyedAnswer answer) {
    try {
      return json.readValue(answer.answer(), Item.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
