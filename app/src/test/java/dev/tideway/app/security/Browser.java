package dev.tideway.app.security;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Keeps cookies, and follows no redirect by itself, so that a test sees each step. */
public final class Browser {
  private final CookieManager cookies = new CookieManager();
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
  private final URI server;

  public Browser(URI server) {
    this.server = server;
  }

  public HttpResponse<String> get(String address) {
    return send(HttpRequest.newBuilder(server.resolve(address)));
  }

  public HttpResponse<String> get(String address, String... headers) {
    return send(HttpRequest.newBuilder(server.resolve(address)).headers(headers));
  }

  /** A form of a page of this app. */
  public HttpResponse<String> post(String path, String form) {
    return post(path, form, "Origin", server.toString());
  }

  public HttpResponse<String> post(String path, String form, String... headers) {
    return send(
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .headers(headers)
            .POST(BodyPublishers.ofString(form)));
  }

  /** By a script of a page of this app. */
  HttpResponse<String> delete(String path) {
    return send(
        HttpRequest.newBuilder(server.resolve(path))
            .header("Sec-Fetch-Site", "same-origin")
            .header("If-Match", "*")
            .DELETE());
  }

  int cookies() {
    return cookies.getCookieStore().getCookies().size();
  }

  public static String location(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new AssertionError("no redirect: " + response + response.body()));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
