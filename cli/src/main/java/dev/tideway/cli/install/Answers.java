package dev.tideway.cli.install;

import dev.tideway.cli.console.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Asks an app through the gateway: by address, with the host's name in the header, since not every
 * resolver knows names below localhost. It takes the system property {@code
 * jdk.httpclient.allowRestrictedHeaders=host}, set before the first client of the process.
 */
final class Answers {
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String host;
  private final String through;
  private final Ask ask;

  private Answers(String host, String through, Ask ask) {
    this.host = host;
    this.through = through;
    this.ask = ask;
  }

  private interface Ask {
    Answer get(String path) throws IOException, InterruptedException;
  }

  private record Answer(int status, String text) {}

  static Answers byHttp(String gateway, String host) {
    HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    return new Answers(
        host,
        gateway,
        path -> {
          HttpRequest request =
              HttpRequest.newBuilder(URI.create(gateway + path))
                  .header("Host", host)
                  .timeout(PATIENCE)
                  .build();
          HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
          return new Answer(response.statusCode(), response.body());
        });
  }

  /**
   * By TLS, which an HttpClient only speaks with a host that it can look up.
   *
   * @param authority a file with the certificate, PEM, of whoever makes the gateway's
   */
  static Answers byTls(int port, String host, Path authority) {
    return new Answers(
        host,
        "port " + port,
        path -> {
          try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
              SSLSocket tls =
                  (SSLSocket)
                      trusting(authority)
                          .getSocketFactory()
                          .createSocket(plain, host, port, true)) {
            tls.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            String request = "GET %s HTTP/1.0\r\nHost: %s\r\n\r\n".formatted(path, host);
            tls.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(tls.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String[] line = answer.split(" ", 3);
            if (line.length < 3 || !line[1].matches("\\d{3}")) {
              throw new IOException("no HTTP: " + answer);
            }
            return new Answer(Integer.parseInt(line[1]), answer);
          }
        });
  }

  private static SSLContext trusting(Path authority) throws IOException {
    try (var certificate = Files.newInputStream(authority)) {
      KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
      known.load(null, null);
      known.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(known);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("no TLS with " + authority + ": " + e, e);
    }
  }

  /** Asks until the answer is 200. */
  void await(String path, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    String last = "nothing";
    while (System.nanoTime() < deadline) {
      try {
        Answer answer = ask.get(path);
        if (answer.status() == 200) {
          return;
        }
        last = answer.status() + " " + answer.text().strip();
      } catch (IOException e) {
        last = e.toString();
      }
      Thread.sleep(PAUSE);
    }
    throw new Failure(
        "no answer from " + host + " through " + through + "; the last one was: " + last,
        "see what the gateway says of the route: ./tideway kubectl describe httproute -A");
  }
}
