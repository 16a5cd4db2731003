package dev.tideway.e2e.pipelines;

import dev.tideway.cli.Folders;
import dev.tideway.e2e.Command;
import dev.tideway.e2e.PythonTools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.CRC32;

/** The scripts of the pipelines, and the programs that check or run them here. */
public final class Ci {
  static final Path ROOT = Folders.repository();
  static final Path RESOURCES = Path.of("src/test/resources/pipelines").toAbsolutePath();

  private Ci() {}

  /** A script of {@code .ci}, with its arguments. */
  static Command script(String name, String... arguments) {
    return Command.of(ROOT.resolve(".ci").resolve(name).toString()).and(arguments);
  }

  /** Linters, Amazon's client and its emulator, from PyPI. */
  static Path python() throws IOException, InterruptedException {
    Path requirements = RESOURCES.resolve("requirements.txt");
    CRC32 sum = new CRC32();
    sum.update(Files.readAllBytes(requirements));
    return PythonTools.installed(
        "pipelines-" + HexFormat.of().toHexDigits((int) sum.getValue()),
        "-r",
        requirements.toString());
  }

  /** The folder of programs that are built from {@code .ci/tools}. */
  public static Path tools(String... names) throws IOException, InterruptedException {
    // Cosign and Grype take minutes, once.
    return Path.of(script("tools/get", names).within(Duration.ofMinutes(20)).run().succeeded());
  }

  /** An image by a digest of one digit. */
  static String image(String repository, char digit) {
    return repository + "@sha256:" + String.valueOf(digit).repeat(64);
  }

  /** A stand-in for a program that has no emulator: what it prints is a shell script's. */
  static void standIn(Path folder, String name, String script) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "#!/usr/bin/env bash\nset -eu\n" + script, StandardCharsets.UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
