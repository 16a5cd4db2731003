package dev.tideway.cli.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tideway.cli.console.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordTest {
  private static final String WHERE = "dev      │ the password of admin is in /kept/password\n";

  @TempDir private Path folder = Path.of("");

  @Test
  void aPersonIsToldOnce() throws IOException {
    assertEquals("dev      │ log in as admin with s3cret\n" + WHERE, said(true));
    assertEquals(WHERE, said(true));
  }

  @Test
  void aFileIsNotTold() throws IOException {
    assertEquals(WHERE, said(false));
    assertEquals("dev      │ log in as admin with s3cret\n" + WHERE, said(true));
  }

  private String said(boolean terminal) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Dev.sayPassword(
        new Secrets.Secret(Path.of("/kept/password"), "s3cret"),
        folder.resolve("shown"),
        new LogStream(out, new Style(terminal, false)));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
