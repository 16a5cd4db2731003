package dev.tideway.app.pages;

import dev.tideway.app.Identity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What every page has around its content.
 *
 * @param section which entry of the navigation it belongs to
 * @param notice what has just been done
 */
public record Page(
    String title,
    Section section,
    Optional<Visitor> visitor,
    Optional<Notice> notice,
    Assets assets,
    Identity identity) {

  /** The entries of the navigation, and what is in none of them. */
  public enum Section {
    ITEMS,
    STATUS,
    NONE
  }

  public boolean mayWrite() {
    return visitor.filter(Visitor::mayWrite).isPresent();
  }

  public boolean isAdmin() {
    return visitor.filter(Visitor::isAdmin).isPresent();
  }

  /** For {@code aria-current}; the attribute is left out where this is null. */
  public @Nullable String current(Section entry) {
    return section == entry ? "page" : null;
  }
}
