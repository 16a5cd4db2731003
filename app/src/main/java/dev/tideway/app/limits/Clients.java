package dev.tideway.app.limits;

import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who sent a request: a user who is known, or else an address. */
@Singleton
final class Clients {
  private static final Logger LOG = LoggerFactory.getLogger(Clients.class);
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private final List<Network> proxies;
  private final AtomicBoolean saidUntrusted = new AtomicBoolean();

  Clients(Settings settings) {
    this.proxies = Network.list(settings, Setting.TRUSTED_PROXIES);
  }

  String of(HttpRequest<?> request) {
    return request
        .getUserPrincipal()
        .map(user -> "user:" + user.getName())
        .orElseGet(() -> "address:" + name(address(request)));
  }

  /**
   * Each proxy appends whom it got the request from. So the list is read from its end, and only as
   * far as it was written by proxies that are trusted: before that, anybody may have written it.
   */
  InetAddress address(InetAddress peer, List<String> forwardedFor) {
    List<String> hops =
        forwardedFor.stream().flatMap(line -> Arrays.stream(line.split(",", -1))).toList();
    InetAddress client = peer;
    for (String hop : hops.reversed()) {
      Optional<InetAddress> before = parse(hop.strip());
      if (!trusted(client) || before.isEmpty()) {
        return client;
      }
      client = before.get();
    }
    return client;
  }

  private InetAddress address(HttpRequest<?> request) {
    HttpHeaders headers = request.getHeaders();
    InetAddress peer = request.getRemoteAddress().getAddress();
    List<String> forwardedFor = headers.getAll(FORWARDED_FOR);
    if (!forwardedFor.isEmpty() && !trusted(peer) && !saidUntrusted.getAndSet(true)) {
      LOG.warn(
          "{} sends {} and is not in TRUSTED_PROXIES: all clients behind it share one limit; if it"
              + " is your proxy, add it",
          peer.getHostAddress(),
          FORWARDED_FOR);
    }
    return address(peer, forwardedFor);
  }

  private boolean trusted(InetAddress address) {
    return proxies.stream().anyMatch(proxy -> proxy.has(address));
  }

  private static Optional<InetAddress> parse(String hop) {
    // With a port some proxies write 192.0.2.1:4711 and [2001:db8::1]:4711.
    String bare = hop.replaceFirst("^\\[(.*)](:\\d+)?$", "$1").replaceFirst("^([^:]+):\\d+$", "$1");
    try {
      return Optional.of(InetAddress.ofLiteral(bare));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  /** One who has an IPv6 address has 2^64 of them: they count as one. */
  static String name(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address.getHostAddress();
    }
    byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), 8), 16);
    try {
      return InetAddress.getByAddress(network).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException("16 bytes are an address", e);
    }
  }
}
