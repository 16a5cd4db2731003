package dev.tideway.app.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideway.app.settings.InvalidSetting;
import dev.tideway.app.settings.Settings;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                              | 192.0.2.7   |                               | 192.0.2.7
                              | 192.0.2.7   | 198.51.100.1                  | 192.0.2.7
          10.0.0.0/8          | 192.0.2.7   | 198.51.100.1                  | 192.0.2.7
          10.0.0.0/8          | 10.1.2.3    |                               | 10.1.2.3
          10.0.0.0/8          | 10.1.2.3    | 198.51.100.1                  | 198.51.100.1
          10.0.0.0/8          | 10.1.2.3    | 203.0.113.9, 198.51.100.1     | 198.51.100.1
          10.0.0.0/8          | 10.1.2.3    | 198.51.100.1, 10.9.9.9        | 198.51.100.1
          10.0.0.0/8          | 10.1.2.3    | 198.51.100.1:4711             | 198.51.100.1
          10.0.0.0/8          | 10.1.2.3    | 198.51.100.1, unknown         | 10.1.2.3
          10.0.0.0/8          | 10.1.2.3    | example.com                   | 10.1.2.3
          10.0.0.0/8,fd00::/8 | fd00:0:0:0:0:0:0:1 | [2001:db8::1]:4711     | 2001:db8:0:0:0:0:0:0/64
          192.0.2.7           | 192.0.2.7   | 198.51.100.1                  | 198.51.100.1
          192.0.2.4/31        | 192.0.2.6   | 198.51.100.1                  | 192.0.2.6
          0.0.0.0/0           | 192.0.2.6   | 198.51.100.1, 203.0.113.9     | 198.51.100.1
          """)
  void believesOnlyTrustedProxies(
      @Nullable String proxies, String peer, @Nullable String forwardedFor, String client) {
    Clients clients = clients(Optional.ofNullable(proxies).orElse(""));
    InetAddress found =
        clients.address(
            InetAddress.ofLiteral(peer),
            Optional.ofNullable(forwardedFor).map(List::of).orElse(List.of()));
    assertEquals(client, Clients.name(found));
  }

  private static Clients clients(String proxies) {
    return new Clients(Settings.read(Map.of("TRUSTED_PROXIES", proxies)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gateway", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0.0/8 fd00::/8"})
  void refusesWithTheShape(String proxies) {
    InvalidSetting e = assertThrows(InvalidSetting.class, () -> clients(proxies));
    assertEquals(
        "TRUSTED_PROXIES can't be read at "
            + proxies
            + ": write networks such as 10.0.0.0/8,fd00::/8",
        e.getMessage());
  }
}
