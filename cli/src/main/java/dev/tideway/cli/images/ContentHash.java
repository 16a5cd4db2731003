package dev.tideway.cli.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names a piece of work by all that goes into it: a folder of that name is never built twice. */
final class ContentHash {
  private final MessageDigest digest;

  ContentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A length goes before each text, so that "ab","c" and "a","bc" differ. */
  ContentHash text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
    return this;
  }

  ContentHash texts(List<String> texts) {
    text(Integer.toString(texts.size()));
    texts.forEach(this::text);
    return this;
  }

  /** The file's name and content; its folder and times don't count. */
  ContentHash file(Path file) throws IOException {
    text(file.getFileName().toString());
    text(Long.toString(Files.size(file)));
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return this;
  }

  /** The SHA-256 of a file's content alone, in hexadecimal digits. */
  static String sha256(Path file) throws IOException {
    ContentHash hash = new ContentHash();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), hash.digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(hash.digest.digest());
  }

  /** 16 hexadecimal digits; ends the hash. */
  String end() {
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }
}
