package dev.tideway.cli.appd.lint;

import java.util.regex.Pattern;

/** A range of addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}. */
final class Cidr {
  private static final Pattern BYTE = Pattern.compile("0|[1-9][0-9]{0,2}");
  private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

  private Cidr() {}

  static boolean isOne(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return false;
    }
    String address = text.substring(0, slash);
    String prefix = text.substring(slash + 1);
    int most = address.contains(":") ? 128 : 32;
    return BYTE.matcher(prefix).matches()
        && Integer.parseInt(prefix) <= most
        && (most == 32 ? isVersion4(address) : isVersion6(address));
  }

  private static boolean isVersion4(String address) {
    String[] parts = address.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      if (!BYTE.matcher(part).matches() || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  private static boolean isVersion6(String address) {
    int gap = address.indexOf("::");
    if (gap < 0) {
      return groups(address) == 8;
    }
    String before = address.substring(0, gap);
    String after = address.substring(gap + 2);
    int known = (before.isEmpty() ? 0 : groups(before)) + (after.isEmpty() ? 0 : groups(after));
    return known >= 0 && known < 8;
  }

  // Far below 0 for anything that isn't groups.
  private static int groups(String text) {
    String[] parts = text.split(":", -1);
    for (String part : parts) {
      if (!GROUP.matcher(part).matches()) {
        return Integer.MIN_VALUE / 4;
      }
    }
    return parts.length;
  }
}
