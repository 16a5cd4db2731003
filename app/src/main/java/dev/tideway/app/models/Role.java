package dev.tideway.app.models;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do; each may all that the ones before it may. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Writes too. */
  EDITOR,
  /** Administers users, and sees the configuration. */
  ADMIN;

  /** As it is written in tokens, settings and bodies: {@code viewer}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** This role and all that it includes, as text. */
  public List<String> included() {
    return Arrays.stream(values())
        .filter(role -> role.compareTo(this) <= 0)
        .map(Role::text)
        .toList();
  }

  public static Optional<Role> of(String text) {
    return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
  }
}
