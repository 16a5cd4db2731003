package dev.tideway.app.controllers;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Name and password. */
@Serdeable
@Schema(additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
record LoginForm(
    @NotEmpty(message = LoginForm.NAME) @Size(max = 100, message = LoginForm.NAME)
        @Nullable String name,
    @NotEmpty(message = LoginForm.PASSWORD) @Size(max = 1000, message = LoginForm.PASSWORD)
        @Nullable String password) {
  static final String NAME = "write the name of the account";
  static final String PASSWORD = "write the password of the account";

  String knownName() {
    return Optional.ofNullable(name).orElseThrow();
  }

  String knownPassword() {
    return Optional.ofNullable(password).orElseThrow();
  }

  /** Without the password: whatever prints this prints none. */
  @Override
  public String toString() {
    return "LoginForm[" + name + "]";
  }
}
