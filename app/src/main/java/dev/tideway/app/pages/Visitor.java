package dev.tideway.app.pages;

import dev.tideway.app.security.Roles;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who looks at a page. What it shows follows from this; what may be done, the server decides again.
 *
 * @param name what people call them
 * @param role the highest that they have; empty for none
 */
public record Visitor(String name, Optional<String> role) {

  /** Empty when nobody is signed in. */
  static Optional<Visitor> of(HttpRequest<?> request) {
    return request
        .getUserPrincipal()
        .filter(Authentication.class::isInstance)
        .map(Authentication.class::cast)
        .map(caller -> new Visitor(name(caller), role(caller.getRoles())));
  }

  public boolean mayWrite() {
    return role.filter(r -> !r.equals(Roles.VIEWER)).isPresent();
  }

  public boolean isAdmin() {
    return role.filter(Roles.ADMIN::equals).isPresent();
  }

  private static String name(Authentication caller) {
    return String.valueOf(caller.getAttributes().getOrDefault("name", caller.getName()));
  }

  private static Optional<String> role(Collection<String> roles) {
    return Stream.of(Roles.ADMIN, Roles.EDITOR, Roles.VIEWER).filter(roles::contains).findFirst();
  }
}
