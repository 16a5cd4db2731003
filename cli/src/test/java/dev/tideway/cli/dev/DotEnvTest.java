package dev.tideway.cli.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tideway.cli.console.Failure;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotEnvTest {

  /** In the tables a backslash and an n are a line end of the file, and a ~ is a backslash. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "A=b                        | b",
        "A = b                      | b",
        "  export A=b               | b",
        "A=                         | ``",
        "A= # nothing               | ``",
        "A=b # a comment            | b",
        "A=b#c                      | b#c",
        "A=b c                      | b c",
        "A=it's                     | it's",
        "A=b=c                      | b=c",
        "A=$B and ${C}              | $B and ${C}",
        "A=C:~new                   | C:~new",
        "A='b # c'                  | b # c",
        "A='b' # c                  | b",
        "A=\" b \"                  | ` b `",
        "A=\"say ~\"b~\"\"          | say \"b\"",
        "A=\"b~nc\"                 | b\\nc",
        "A='b~nc'                   | b~nc",
        "A=\"~~n~d\"                | ~n~d",
        "A=''                       | ``",
        "A='b\\nc'                  | b\\nc",
        "# c\\n\\n  # d\\nA=b\\n\\n | b",
        "A=http://h:1/#x            | http://h:1/#x",
      })
  void takes(String file, String value) {
    assertEquals(Map.of("A", lines(value)), DotEnv.parse(".env", lines(file)));
    assertEquals(
        Map.of("A", lines(value)),
        DotEnv.parse(".env", lines(file).replace("\n", "\r\n") + "\r\n"),
        "as Windows writes it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "s3cret                    | .env, line 1 can't be read",
        "A=b\\ns3cret              | .env, line 2 can't be read",
        "A=\"s3cret                | .env, line 1 can't be read",
        "A='s3cret\\nB=c           | .env, line 1 can't be read",
        "A='s3cret'x               | .env, line 1 can't be read",
        "my-key=s3cret             | .env, line 1 can't be read",
        "1A=s3cret                 | .env, line 1 can't be read",
        "A='b\\nc'\\n= s3cret      | .env, line 3 can't be read",
        "A=b\\n#\\nA=s3cret        | .env, line 3 sets A a second time",
      })
  void refuses(String file, String words) {
    Failure failure = assertThrows(Failure.class, () -> DotEnv.parse(".env", lines(file)));
    assertEquals(words, failure.getMessage());
    assertFalse(failure.remedy().isBlank());
    assertFalse((failure.getMessage() + failure.remedy()).contains("s3cret"));
  }

  @Test
  void theOrderIsTheFiles() {
    assertTrue(DotEnv.parse(".env", "B=1\nA=2\nC=3").keySet().toString().equals("[B, A, C]"));
  }

  private static String lines(String text) {
    return text.replace("\\n", "\n").replace('~', '\\');
  }
}
