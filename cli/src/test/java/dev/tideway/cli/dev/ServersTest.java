package dev.tideway.cli.dev;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # set                                           | left out
                                                          | []
          PORT=1 POSTGRES_PASSWORD=a                      | []
          REDIS_PASSWORD=a                                | [REDIS_PASSWORD]
          REDIS_PASSWORD=                                 | []
          REDIS_PASSWORD=a REDIS_URL=b                    | []
          REDIS_PASSWORD=a REDIS_URL_FILE=b               | []
          DATABASE_PASSWORD_FILE=a DATABASE_USER=b        | [DATABASE_PASSWORD_FILE, DATABASE_USER]
          DATABASE_PASSWORD=a DATABASE_URL=b              | []
          DATABASE_USER=a REDIS_PASSWORD_FILE=b REDIS_URL=c | [DATABASE_USER]
          DATABASE_URL=a REDIS_PASSWORD_FILE=b            | [REDIS_PASSWORD_FILE]
          """)
  void whatIsForOtherServersIsLeftOut(String set, String strangers) {
    Map<String, String> variables =
        Arrays.stream(Optional.ofNullable(set).orElse("A=b").split(" ", -1))
            .map(text -> text.split("=", 2))
            .collect(Collectors.toMap(text -> text[0], text -> text[1]));
    assertEquals(strangers, Servers.strangers(new Variables(variables)).toString());
  }
}
