package dev.tideway.cli.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void areMadeOnceAndKeptForTheirOwner() throws IOException {
    Secrets secrets = new Secrets(folder.resolve("secrets"));
    Secrets.Secret first = secrets.password("admin");
    assertTrue(first.text().matches("[A-Za-z0-9_-]{24}"));
    assertEquals(first, secrets.password("admin"));
    assertFalse(first.text().equals(secrets.password("other").text()));
    assertTrue(secrets.key("jwt.pem").text().startsWith("-----BEGIN PRIVATE KEY-----\n"));
    for (String name : new String[] {"admin", "jwt.pem"}) {
      assertEquals("rw-------", mode(folder.resolve("secrets").resolve(name)));
    }
    assertEquals("rwx------", mode(folder.resolve("secrets")));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
