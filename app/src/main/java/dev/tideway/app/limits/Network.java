package dev.tideway.app.limits;

import dev.tideway.app.settings.InvalidSetting;
import dev.tideway.app.settings.Setting;
import dev.tideway.app.settings.Settings;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** Addresses that begin alike: {@code 10.0.0.0/8}, {@code fd00::/8}, or a single one. */
record Network(InetAddress first, int bits) {

  /**
   * Reads a list with commas; blank is none.
   *
   * @throws InvalidSetting when a part is no network; the message says what to write
   */
  static List<Network> list(Settings settings, Setting setting) {
    return Arrays.stream(settings.get(setting).orElse("").split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .map(part -> parse(setting, part))
        .toList();
  }

  private static Network parse(Setting setting, String text) {
    String[] parts = text.split("/", 2);
    try {
      InetAddress first = InetAddress.ofLiteral(parts[0]);
      int length = first.getAddress().length * Byte.SIZE;
      int bits = parts.length == 1 ? length : Integer.parseInt(parts[1]);
      if (bits >= 0 && bits <= length) {
        return new Network(first, bits);
      }
    } catch (IllegalArgumentException notOne) {
      // Below are the words for it.
    }
    throw new InvalidSetting(
        setting + " can't be read at " + text + ": write networks such as 10.0.0.0/8,fd00::/8");
  }

  boolean has(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] its = address.getAddress();
    if (mine.length != its.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += Byte.SIZE) {
      int mask = 0xff << Math.max(0, Byte.SIZE - (bits - bit));
      if (((mine[bit / Byte.SIZE] ^ its[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
