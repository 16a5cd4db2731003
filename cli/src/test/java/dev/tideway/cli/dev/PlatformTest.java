package dev.tideway.cli.dev;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideway.cli.console.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which machines it runs on. */
class PlatformTest {

  @ParameterizedTest
  @ValueSource(strings = {"Mac OS X", "Windows 11", "FreeBSD"})
  void onlyLinux(String os) {
    assertDoesNotThrow(() -> DevRun.needLinux("Linux"));
    Failure failure = assertThrows(Failure.class, () -> DevRun.needLinux(os));
    assertEquals("dev runs on Linux, and this is " + os, failure.getMessage());
    assertEquals(1, failure.remedy().lines().count());
  }

  @ParameterizedTest
  @CsvSource({"amd64, linux-amd64", "aarch64, linux-arm64v8"})
  void serversOfTheMachinesKind(String arch, String platform) {
    assertEquals(platform, ServerPrograms.platform(arch));
  }

  @Test
  void noServersForOthers() {
    assertThrows(Failure.class, () -> ServerPrograms.platform("riscv64"));
  }
}
