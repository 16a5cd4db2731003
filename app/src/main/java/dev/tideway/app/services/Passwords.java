package dev.tideway.app.services;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.SecureString;
import com.password4j.types.Argon2;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Argon2id with 19 MiB, 2 passes and 1 lane: the least that OWASP's cheat sheet on password storage
 * takes. The hash names these, so that they can be raised later.
 */
@Singleton
class Passwords {
  private static final int KIBIBYTES = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  // Each takes its memory at once: a thousand logins must wait for each other, not end the pod.
  private final Semaphore atOnce = new Semaphore(2);
  private final Counter hashes;

  // Made before anybody asks: else the first name that nobody has would take two.
  private final String nobodys = compute(UUID.randomUUID().toString());

  Passwords(MeterRegistry metrics) {
    hashes =
        Counter.builder("password.hashes")
            .description("Hashes of passwords that were computed; each takes a core for a while")
            .register(metrics);
  }

  String hash(String password) {
    return bounded(() -> compute(password));
  }

  boolean matches(String password, String hash) {
    return bounded(
        () ->
            Password.check(new SecureString(password.toCharArray()), hash)
                .with(Argon2Function.getInstanceFromHash(hash)));
  }

  /** As long as {@link #matches}, so that the time tells nobody which names exist. */
  void matchNobody(String password) {
    matches(password, nobodys);
  }

  private static String compute(String password) {
    return Password.hash(new SecureString(password.toCharArray()))
        .addRandomSalt(SALT_BYTES)
        .with(Argon2Function.getInstance(KIBIBYTES, PASSES, LANES, HASH_BYTES, Argon2.ID))
        .getResult();
  }

  private <T> T bounded(Supplier<T> work) {
    atOnce.acquireUninterruptibly();
    hashes.increment();
    try {
      return work.get();
    } finally {
      atOnce.release();
    }
  }
}
