package dev.tideway.cli.tools;

import java.util.List;

/**
 * How a project publishes its programs. In every address {@code {version}} stands for the version
 * with its leading v, {@code {number}} for the version without, {@code {arch}} for amd64 or arm64.
 *
 * @param files one for each address to fetch
 */
record Release(List<File> files) {

  /**
   * @param address of the file
   * @param checksums address of a text that has its SHA-256, alone or on a line with its name
   * @param program its path in the archive; empty when the file is the program itself
   * @param name under which the program is kept
   */
  record File(String address, String checksums, String program, String name) {
    boolean isArchive() {
      return !program.isEmpty();
    }

    File of(String version, String arch) {
      return new File(
          fill(address, version, arch),
          fill(checksums, version, arch),
          fill(program, version, arch),
          name);
    }

    private static String fill(String text, String version, String arch) {
      return text.replace("{version}", version)
          .replace("{number}", version.substring(1))
          .replace("{arch}", arch);
    }
  }
}
