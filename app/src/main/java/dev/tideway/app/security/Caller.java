package dev.tideway.app.security;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tideway.app.models.Role;
import io.micronaut.security.authentication.Authentication;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who calls, as Micronaut keeps it, of a token's claims. */
final class Caller {
  private Caller() {}

  static Authentication of(JWTClaimsSet claims, ClaimedRole roles) {
    return Authentication.build(
        claims.getSubject(),
        roles.in(claims.getClaims()).map(Role::included).orElseGet(List::of),
        Map.of("name", name(claims), "issuer", claims.getIssuer()));
  }

  private static String name(JWTClaimsSet claims) {
    return Stream.of("preferred_username", "name", "email")
        .flatMap(claim -> Optional.ofNullable(claims.getClaim(claim)).stream())
        .map(String::valueOf)
        .findFirst()
        .orElse(claims.getSubject());
  }
}
