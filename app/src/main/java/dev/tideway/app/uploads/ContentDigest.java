package dev.tideway.app.uploads;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Content-Digest} and {@code Repr-Digest} (RFC 9530), of which SHA-256 is understood. */
public final class ContentDigest {
  private static final Pattern SHA_256 = Pattern.compile("sha-256=:([A-Za-z0-9+/]{43}=):");

  private ContentDigest() {}

  /** The header's value for a SHA-256. */
  public static String header(byte[] sha256) {
    return "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":";
  }

  /**
   * The SHA-256 that a header asks for; empty when there is no header.
   *
   * @throws UploadRefused when there is one without a SHA-256: what the client believes to be
   *     checked would not be
   */
  public static Optional<byte[]> expected(Optional<String> header) throws UploadRefused {
    if (header.isEmpty()) {
      return Optional.empty();
    }
    for (String member : header.get().split(",", -1)) {
      Matcher matcher = SHA_256.matcher(member.strip());
      if (matcher.matches()) {
        return Optional.of(Base64.getDecoder().decode(matcher.group(1)));
      }
    }
    throw new UploadRefused(
        UploadRefused.Reason.WRONG_DIGEST,
        "the digest can't be read: write sha-256=:…: with the SHA-256 in base64 between the colons,"
            + " or leave the header out");
  }

  static void check(Optional<byte[]> expected, byte[] actual) throws UploadRefused {
    if (expected.isPresent() && !Arrays.equals(expected.get(), actual)) {
      throw new UploadRefused(
          UploadRefused.Reason.WRONG_DIGEST,
          "what arrived has another digest, "
              + header(actual)
              + ": send it again, or mend the digest that was sent with it");
    }
  }
}
