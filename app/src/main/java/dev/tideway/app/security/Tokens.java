package dev.tideway.app.security;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Optional;

/** What a token says of itself, before anybody has verified it. */
final class Tokens {
  private Tokens() {}

  static Optional<SignedJWT> parse(String token) {
    try {
      return Optional.of(SignedJWT.parse(token));
    } catch (ParseException noJwt) {
      return Optional.empty();
    }
  }

  static Optional<String> issuer(SignedJWT token) {
    try {
      return Optional.ofNullable(token.getJWTClaimsSet().getIssuer());
    } catch (ParseException noClaims) {
      return Optional.empty();
    }
  }
}
