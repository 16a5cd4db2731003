package dev.tideway.app.models;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

/**
 * A local account.
 *
 * @param password its hash, with algorithm and salt; never the password
 */
@MappedEntity("users")
public record User(@Id UUID id, String name, String password, Role role, Instant createdAt) {
  /** What can be a name. */
  public static final String NAME = "^[A-Za-z0-9][A-Za-z0-9._@-]{0,99}$";

  /** Without the hash: whatever prints this prints nothing to guess against. */
  @Override
  public String toString() {
    return "User[" + name + ", " + role + "]";
  }
}
