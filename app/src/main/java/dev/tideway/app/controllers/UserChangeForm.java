package dev.tideway.app.controllers;

import dev.tideway.app.models.Role;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to change of an account; what is left out stays. */
@Serdeable
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record UserChangeForm(
    @Size(min = 12, max = 1000, message = NewUserForm.PASSWORD_WORDS) @Nullable String password,
    @Pattern(regexp = NewUserForm.ROLE, message = NewUserForm.ROLE_WORDS) @Nullable String role) {

  Optional<Role> knownRole() {
    return Optional.ofNullable(role).flatMap(Role::of);
  }

  /** Without the password: whatever prints this prints none. */
  @Override
  public String toString() {
    return "UserChangeForm[" + role + "]";
  }
}
