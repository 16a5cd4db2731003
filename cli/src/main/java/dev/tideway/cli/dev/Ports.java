package dev.tideway.cli.dev;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** Ports on loopback. */
final class Ports {
  private Ports() {}

  /** {@code first}, or the next one that nobody has. */
  static int freeFrom(int first) {
    int port = first;
    while (!isFree(port)) {
      port++;
    }
    return port;
  }

  static boolean isFree(int port) {
    // Of every address: a program that listens on all of them has it on loopback too.
    try (ServerSocket socket = new ServerSocket(port);
        ServerSocket loopback = onLoopback(port, socket)) {
      return loopback.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static ServerSocket onLoopback(int port, ServerSocket all) throws IOException {
    all.close();
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }

  /** Whether a child takes connections, before it ends and in time. */
  static boolean awaitOpen(int port, Child child, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (child.isAlive() && System.nanoTime() < deadline) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        return true;
      } catch (IOException notYet) {
        Thread.sleep(20);
      }
    }
    return false;
  }
}
