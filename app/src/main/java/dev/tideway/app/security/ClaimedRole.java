package dev.tideway.app.security;

import dev.tideway.app.models.Role;
import dev.tideway.app.settings.InvalidSetting;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which role a token's claims give.
 *
 * @param claim a claim's name, or a path into one: {@code realm_access.roles}
 * @param roles what the issuer calls each role
 */
record ClaimedRole(String claim, Map<String, Role> roles) {
  /** The app's own tokens. */
  static final ClaimedRole OWN =
      new ClaimedRole(
          "roles", Map.of("viewer", Role.VIEWER, "editor", Role.EDITOR, "admin", Role.ADMIN));

  /**
   * Reads {@code viewer=NAME,editor=NAME,admin=NAME}; a role may come more than once, or not at
   * all.
   *
   * @throws InvalidSetting when it isn't that
   */
  static ClaimedRole parse(String claim, String mapping) {
    Map<String, Role> roles = new HashMap<>();
    for (String pair : mapping.split(",", -1)) {
      String[] sides = pair.strip().split("=", 2);
      Optional<Role> role = Role.of(sides[0].strip());
      if (sides.length < 2 || sides[1].isBlank() || role.isEmpty()) {
        throw new InvalidSetting(
            "OIDC_ROLES can't be read at \""
                + pair.strip()
                + "\": write what the issuer calls each role, as in"
                + " viewer=staff,editor=writers,admin=ops");
      }
      roles.merge(sides[1].strip(), role.get(), ClaimedRole::higher);
    }
    return new ClaimedRole(claim, Map.copyOf(roles));
  }

  /** The highest role among the claim's values. */
  Optional<Role> in(Map<String, ?> claims) {
    return values(find(claims)).stream()
        .flatMap(value -> Optional.ofNullable(roles.get(value)).stream())
        .max(Comparator.naturalOrder());
  }

  // The whole name first: some issuers name claims by URLs, which have dots.
  private @Nullable Object find(Map<String, ?> claims) {
    if (claims.containsKey(claim)) {
      return claims.get(claim);
    }
    @Nullable Object value = claims;
    for (String step : claim.split("\\.", -1)) {
      value = value instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return value;
  }

  private static List<String> values(@Nullable Object found) {
    return switch (found) {
      case String text -> List.of(text.split("[ ,]+"));
      case Collection<?> list -> list.stream().map(String::valueOf).toList();
      // Some issuers write an object, with the roles as its keys.
      case Map<?, ?> map -> map.keySet().stream().map(String::valueOf).toList();
      case null, default -> List.of();
    };
  }

  private static Role higher(Role one, Role other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
