package dev.tideway.app;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection, requests one after another, and nothing is ever retried: HTTP clients retry a
 * request whose connection has just gone, and would hide what is to be seen here.
 */
final class KeepAliveClient implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;

  KeepAliveClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  record Answer(int status, boolean close) {}

  void send(String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  Answer receive() throws IOException {
    int status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    boolean close = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String[] parts = header.toLowerCase(Locale.ROOT).split(": ", 2);
      switch (parts[0]) {
        case "content-length" -> length = Integer.parseInt(parts[1]);
        case "connection" -> close = parts[1].equals("close");
        default -> {}
      }
    }
    for (int read = 0; read < length; read++) {
      if (in.read() < 0) {
        throw new EOFException("the body was cut off");
      }
    }
    return new Answer(status, close);
  }

  Answer get(String path) throws IOException {
    send(path);
    return receive();
  }

  private String line() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new EOFException("the connection was closed instead of answering");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
