package dev.tideway.app.security;

import com.nimbusds.jwt.JWTClaimsSet;
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
    return claims(token).map(JWTClaimsSet::getIssuer);
  }

  static Optional<String> subject(SignedJWT token) {
    return claims(token).map(JWTClaimsSet::getSubject);
  }

  private static Optional<JWTClaimsSet> claims(SignedJWT token) {
    try {
      return Optional.of(token.getJWTClaimsSet());
    } catch (ParseException noClaims) {
      return Optional.empty();
    }
  }
}
