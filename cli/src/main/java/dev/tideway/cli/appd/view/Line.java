package dev.tideway.cli.appd.view;

import dev.tideway.cli.console.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A line of text whose words have a tone. */
public record Line(List<Word> words) {

  /** Text of one tone. */
  public record Word(String text, Tone tone) {}

  public static Line of(Word... words) {
    return new Line(List.of(words));
  }

  public static Line of(String text) {
    return of(plain(text));
  }

  public static Word plain(String text) {
    return new Word(text, Tone.PLAIN);
  }

  public static Word strong(String text) {
    return new Word(text, Tone.STRONG);
  }

  public static Word faint(String text) {
    return new Word(text, Tone.FAINT);
  }

  public static Word good(String text) {
    return new Word(text, Tone.GOOD);
  }

  public static Word warn(String text) {
    return new Word(text, Tone.WARN);
  }

  public static Word bad(String text) {
    return new Word(text, Tone.BAD);
  }

  Line after(Word first) {
    List<Word> all = new ArrayList<>(List.of(first));
    all.addAll(words);
    return new Line(all);
  }

  /** For a terminal, or for a file. */
  public String paint(Style style) {
    return words.stream()
        .map(
            word ->
                switch (word.tone()) {
                  case PLAIN -> word.text();
                  case STRONG -> style.strong(word.text());
                  case FAINT -> style.faint(word.text());
                  case GOOD -> style.good(word.text());
                  case WARN -> style.warn(word.text());
                  case BAD -> style.bad(word.text());
                })
        .collect(Collectors.joining())
        .stripTrailing();
  }

  /** Text in lines of a width, broken between words. */
  static List<Line> wrap(String text, int width) {
    List<Line> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : Arrays.asList(text.split("\\s+", -1))) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(of(line.toString()));
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(of(line.toString()));
    return lines;
  }
}
