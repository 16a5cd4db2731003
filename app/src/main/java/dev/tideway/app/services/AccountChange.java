package dev.tideway.app.services;

import dev.tideway.app.models.User;

/** What came of changing or deleting an account. */
public sealed interface AccountChange {
  /** Changed, and this is what it is now; or deleted, and this is what it was. */
  record Done(User user) implements AccountChange {}

  /** No account has that name. */
  record Missing() implements AccountChange {}

  /** Nobody could administer accounts any more: nothing was changed. */
  record LastAdmin() implements AccountChange {}
}
