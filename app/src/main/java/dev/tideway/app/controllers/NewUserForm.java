package dev.tideway.app.controllers;

import dev.tideway.app.models.Role;
import dev.tideway.app.models.User;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A new account.
 *
 * @param role viewer, editor or admin; default: viewer
 */
@Serdeable
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record NewUserForm(
    @NotEmpty(message = NewUserForm.NAME_WORDS)
        @Pattern(regexp = User.NAME, message = NewUserForm.NAME_WORDS)
        @Nullable String name,
    @NotEmpty(message = NewUserForm.PASSWORD_WORDS)
        @Size(min = 12, max = 1000, message = NewUserForm.PASSWORD_WORDS)
        @Nullable String password,
    @Pattern(regexp = NewUserForm.ROLE, message = NewUserForm.ROLE_WORDS) @Nullable String role) {
  static final String NAME_WORDS =
      "write 1 to 100 letters, digits, dots, hyphens, underscores and @, beginning with a letter or"
          + " digit";
  static final String PASSWORD_WORDS = "write 12 to 1000 characters";
  static final String ROLE = "^(viewer|editor|admin)$";
  static final String ROLE_WORDS = "write viewer, editor or admin";

  String knownName() {
    return Optional.ofNullable(name).orElseThrow();
  }

  String knownPassword() {
    return Optional.ofNullable(password).orElseThrow();
  }

  Role knownRole() {
    return Optional.ofNullable(role).flatMap(Role::of).orElse(Role.VIEWER);
  }

  /** Without the password: whatever prints this prints none. */
  @Override
  public String toString() {
    return "NewUserForm[" + name + "]";
  }
}
