package dev.tideway.app.controllers;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@code Range} asks for (RFC 9110, 14.2) of so many bytes. */
sealed interface ByteRange {
  /** Everything: nothing else was asked for in a way that has to be understood. */
  record All() implements ByteRange {}

  /** These bytes. */
  record Some(long from, long length) implements ByteRange {}

  /** Nothing that is there. */
  record Nothing() implements ByteRange {}

  Pattern ONE = Pattern.compile("(?i)\\s*bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

  /** A header that is absent, has many ranges, or is none is ignored, as the RFC allows. */
  static ByteRange of(Optional<String> header, long size) {
    Matcher range = ONE.matcher(header.orElse(""));
    if (!range.matches() || (range.group(1) + range.group(2)).isEmpty()) {
      return new All();
    }
    if (range.group(1).isEmpty()) {
      long last = Math.min(Long.parseLong(range.group(2)), size);
      return last == 0 ? new Nothing() : new Some(size - last, last);
    }
    long from = Long.parseLong(range.group(1));
    long to = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
    if (to < from) {
      return new All();
    }
    return from >= size ? new Nothing() : new Some(from, Math.min(to, size - 1) - from + 1);
  }
}
