package dev.tideway.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TidewayTest {
  @ParameterizedTest
  @CsvSource({
    "status,                 make it: ./tideway up, make it: ./tideway up",
    "--name fresh status,    make it: ./tideway up, make it: ./tideway --name fresh up",
    "--name fresh dev, ./tideway --name second dev, ./tideway --name second dev",
  })
  void hintsAreForTheSameCluster(String command, String hint, String typed) {
    CommandLine line = Tideway.commandLine();
    line.parseArgs(command.split(" "));
    Tideway tideway = line.getCommand();
    assertEquals(typed, tideway.hint(hint));
  }
}
