package dev.tideway.app.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.tideway.app.settings.InvalidSetting;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The app's own keys, from PEM: the first signs, all of them verify. To rotate, put a new one in
 * front, and take the old one out when the last token that it signed has expired.
 */
final class SigningKeys {
  static final String HOW =
      "openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out jwt.pem";
  static final JWSAlgorithm ALGORITHM = JWSAlgorithm.RS256;

  private static final int LEAST_BITS = 2048;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  private final List<RSAKey> keys;

  private SigningKeys(List<RSAKey> keys) {
    this.keys = keys;
  }

  static SigningKeys none() {
    return new SigningKeys(List.of());
  }

  /**
   * Reads one or more blocks of PEM: PRIVATE KEY, and PUBLIC KEY for those that only verify.
   *
   * @throws InvalidSetting when that isn't what it is; nothing of it is in the message
   */
  static SigningKeys parse(String pem) {
    // Some platforms can't put a line end into a variable.
    List<MatchResult> blocks = BLOCK.matcher(pem.replace("\\n", "\n")).results().toList();
    List<RSAKey> keys = new ArrayList<>();
    for (MatchResult block : blocks) {
      keys.add(key(block.group(1), block.group(2)));
    }
    if (keys.isEmpty() || !keys.getFirst().isPrivate()) {
      throw new InvalidSetting(
          "APP_JWT_KEYS has to begin with an RSA private key in PEM, which signs: make one with "
              + HOW);
    }
    return new SigningKeys(List.copyOf(keys));
  }

  Optional<RSAKey> signing() {
    return keys.stream().findFirst();
  }

  /** Without private parts. */
  JWKSet published() {
    return new JWKSet(keys.stream().<JWK>map(RSAKey::toPublicJWK).toList());
  }

  private static RSAKey key(String type, String base64) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      KeyFactory rsa = KeyFactory.getInstance("RSA");
      return switch (type) {
        case "PRIVATE KEY" ->
            pair(rsa, (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(der)));
        case "PUBLIC KEY" ->
            build(
                new RSAKey.Builder((RSAPublicKey) rsa.generatePublic(new X509EncodedKeySpec(der))));
        default -> throw unusable("BEGIN " + type);
      };
    } catch (InvalidSetting ours) {
      throw ours;
    } catch (GeneralSecurityException
        | ClassCastException
        | IllegalArgumentException
        | JOSEException e) {
      // Not as the cause: its message may have parts of the key.
      throw unusable("a block that is no RSA key");
    }
  }

  private static RSAKey pair(KeyFactory rsa, RSAPrivateCrtKey secret)
      throws GeneralSecurityException, JOSEException {
    RSAPublicKeySpec open = new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent());
    return build(new RSAKey.Builder((RSAPublicKey) rsa.generatePublic(open)).privateKey(secret));
  }

  private static RSAKey build(RSAKey.Builder builder) throws JOSEException {
    RSAKey key =
        builder.keyUse(KeyUse.SIGNATURE).algorithm(ALGORITHM).keyIDFromThumbprint().build();
    if (key.size() < LEAST_BITS) {
      throw unusable("a key of fewer than " + LEAST_BITS + " bits");
    }
    return key;
  }

  private static InvalidSetting unusable(String what) {
    return new InvalidSetting(
        "APP_JWT_KEYS has "
            + what
            + ": write RSA keys as PKCS #8 in PEM, as made by "
            + HOW
            + ", one after another");
  }
}
