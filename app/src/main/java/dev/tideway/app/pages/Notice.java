package dev.tideway.app.pages;

import java.util.Arrays;
import java.util.Optional;

/** What a page says after a form was sent; the redirect to it has the word. */
public enum Notice {
  CREATED("created", "The item is created."),
  SAVED("saved", "Your changes are saved."),
  DELETED("deleted", "The item is deleted."),
  ATTACHED("attached", "The file is attached."),
  DETACHED("detached", "The file is deleted."),
  FAULTS("faults", "The faults of this pod are changed.");

  private final String word;
  private final String text;

  Notice(String word, String text) {
    this.word = word;
    this.text = text;
  }

  /** Any other word says nothing: an address can't put words of its own on a page. */
  static Optional<Notice> of(String word) {
    return Arrays.stream(values()).filter(notice -> notice.word.equals(word)).findFirst();
  }

  String after(String path) {
    return path + "?done=" + word;
  }

  public String text() {
    return text;
  }
}
