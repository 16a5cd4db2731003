package dev.tideway.app.controllers;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tideway.app.models.User;
import dev.tideway.app.problems.AnswersProblems;
import dev.tideway.app.problems.Problem;
import dev.tideway.app.security.Roles;
import dev.tideway.app.services.AccountChange;
import dev.tideway.app.services.Accounts;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Local accounts, for admins. */
@Controller(UserController.PATH)
@Requires(bean = Accounts.class)
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "users")
@SecurityRequirement(name = "bearer")
class UserController {
  static final String PATH = "/api/v1/users";

  private final Accounts accounts;

  UserController(Accounts accounts) {
    this.accounts = accounts;
  }

  /** Lists all accounts by name. */
  @Get
  @AnswersProblems
  @ApiResponse(
      responseCode = "200",
      description = "All accounts",
      content = @Content(schema = @Schema(implementation = UserList.class)))
  HttpResponse<?> list() {
    return HttpResponse.ok(new UserList(accounts.list().stream().map(Account::of).toList()));
  }

  /** Creates an account. */
  @Post
  @AnswersProblems
  @ApiResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = Account.class)))
  HttpResponse<?> create(@Body @Valid NewUserForm form) {
    return accounts
        .create(form.knownName(), form.knownPassword(), form.knownRole())
        .<MutableHttpResponse<?>>map(
            user -> HttpResponse.created(Account.of(user), URI.create(PATH + "/" + user.name())))
        .orElseGet(
            () ->
                Problem.of(
                    HttpStatus.CONFLICT,
                    "there is an account with this name: PUT changes it, or write another name"));
  }

  /**
   * Changes an account's password, role or both, and ends its logins.
   *
   * @param name the account's
   */
  @Put("/{name}")
  @AnswersProblems
  @ApiResponse(
      responseCode = "200",
      description = "What it is now",
      content = @Content(schema = @Schema(implementation = Account.class)))
  @ApiResponse(
      responseCode = "409",
      description = "It is the last admin, and stays one: make another one an admin first",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  HttpResponse<?> change(String name, @Body @Valid UserChangeForm form) {
    return answer(
        accounts.change(name, Optional.ofNullable(form.password()), form.knownRole()),
        user -> HttpResponse.ok(Account.of(user)));
  }

  /**
   * Deletes an account, and ends its logins.
   *
   * @param name the account's
   */
  @Delete("/{name}")
  @AnswersProblems
  @ApiResponse(responseCode = "204", description = "Deleted")
  @ApiResponse(
      responseCode = "409",
      description = "It is the last admin, and stays one: make another one an admin first",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              schema = @Schema(implementation = Problem.class)))
  HttpResponse<?> delete(String name) {
    return answer(accounts.delete(name), user -> HttpResponse.noContent());
  }

  private static HttpResponse<?> answer(
      AccountChange change, Function<User, HttpResponse<?>> done) {
    return switch (change) {
      case AccountChange.Done(User user) -> done.apply(user);
      case AccountChange.Missing() ->
          Problem.of(
              HttpStatus.NOT_FOUND,
              "no account has this name: GET " + PATH + " lists those there are");
      case AccountChange.LastAdmin() ->
          Problem.of(
              HttpStatus.CONFLICT,
              "this is the last account with the role admin, and without it nobody could administer"
                  + " accounts: make another one an admin first, with PUT "
                  + PATH
                  + "/NAME and {\"role\":\"admin\"}");
    };
  }

  /** All accounts. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record UserList(List<Account> users) {}

  /**
   * An account.
   *
   * @param role viewer, editor or admin
   */
  @Serdeable
  record Account(String name, String role, Instant createdAt) {
    static Account of(User user) {
      return new Account(user.name(), user.role().text(), user.createdAt());
    }
  }
}
