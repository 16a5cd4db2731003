package dev.tideway.operator.domain;

/**
 * A revision of an app: all that shapes its pods, as the user wrote it.
 *
 * @param hash ten lower-case characters, a function of what the user wrote and of nothing else
 * @param number counts up from 1 in the order in which revisions were first seen
 * @param image the container image, for people
 */
public record RevisionId(String hash, long number, String image) {
  public RevisionId {
    if (hash.isEmpty()) {
      throw new IllegalArgumentException("a revision needs a hash");
    }
    if (number < 1) {
      throw new IllegalArgumentException("revisions count from 1, not " + number);
    }
  }

  /** Whether both run the same pods; the number is only for people. */
  public boolean sameAs(RevisionId other) {
    return hash.equals(other.hash);
  }

  /** Such as {@code revision 3 (web:1.4.2)}. */
  public String label() {
    return "revision " + number + " (" + image + ")";
  }
}
