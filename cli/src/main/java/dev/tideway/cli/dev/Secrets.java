package dev.tideway.cli.dev;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Secrets that are made when they are first needed, and kept where only their owner reads. */
record Secrets(Path folder) {
  private static final int KEY_BITS = 3072;
  private static final int PASSWORD_BYTES = 18;

  record Secret(Path file, String text) {}

  /** A password of letters, digits, {@code -} and {@code _}: it needs quoting nowhere. */
  Secret password(String name) throws IOException {
    return secret(
        name,
        () -> {
          byte[] random = new byte[PASSWORD_BYTES];
          new SecureRandom().nextBytes(random);
          return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        });
  }

  /** An RSA key, as PEM. */
  Secret key(String name) throws IOException {
    return secret(name, Secrets::pem);
  }

  private Secret secret(String name, Supplier<String> maker) throws IOException {
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      return new Secret(file, Files.readString(file).stripTrailing());
    }
    String text = maker.get();
    return new Secret(write(name, text), text);
  }

  /** Writes or replaces one. */
  Path write(String name, String text) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    // Of the right mode before there is anything in it, and never half a secret under its name.
    Path half = folder.resolve("." + name);
    Files.deleteIfExists(half);
    Files.createFile(
        half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(half, text + "\n");
    return Files.move(half, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String pem() {
    try {
      KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
      rsa.initialize(KEY_BITS);
      byte[] key = rsa.generateKeyPair().getPrivate().getEncoded();
      String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
      return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has RSA", e);
    }
  }
}
