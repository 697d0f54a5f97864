package dev.leadloop.api.admin;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.people.UserAsked;
import dev.leadloop.people.UserLinks.Handed;
import dev.leadloop.people.Users;
import dev.leadloop.people.Users.Invited;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.users.User;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People who sign in to the pages. */
@RestController
@Tag(name = "Administration")
class UserController {
  private static final String PATH = "/api/v1/users";

  private final Users users;

  UserController(Users users) {
    this.users = users;
  }

  /** What a user is to be. */
  @Schema(
      name = "UserAsked",
      example = "{\"name\":\"Rep North\",\"email\":\"north@sales.example.com\",\"role\":\"SALES\",\"repId\":\"north\","
          + "\"timeZone\":\"Europe/Berlin\"}")
  record UserRequest(
      @NotNull @Size(max = 200) String name,
      @NotNull @Size(max = 300) String email,
      @NotNull @Schema(description = "MARKETING, SALES, MANAGER or ADMIN") Role role,
      @Nullable @Size(max = 100) @Schema(description = "the rep that a SALES user is") String repId,
      @Nullable @Size(max = 100) @Schema(description = "in which pages tell times; null for the organisation's") String timeZone,
      @Nullable @Schema(description = "true ends the user's sessions and links; nobody signs in as the user until it is false")
          Boolean disabled) {
    UserAsked asked() {
      return new UserAsked(name, email, role, repId, timeZone);
    }
  }

  /** Somebody who signs in. */
  @Schema(name = "User")
  record UserView(
      @Schema(description = "what histories call the user, after user/") String handle,
      String name,
      String email,
      Role role,
      @Nullable String repId,
      @Nullable String timeZone,
      boolean passwordSet,
      @Nullable Instant disabledAt,
      Instant createdAt,
      String createdBy,
      @Nullable Instant lastSignInAt) {
    static UserView of(User user) {
      return new UserView(
          user.handle(), user.name(), user.email(), Role.valueOf(user.role()), user.repId(), user.timeZone(), user.passwordSet(),
          user.disabledAt(), user.createdAt(), user.createdBy(), user.lastSignInAt());
    }
  }

  /** Everybody. */
  @Schema(name = "Users")
  record UsersView(List<UserView> users) {}

  /** A link that sets a password once. */
  @Schema(name = "UserLink")
  record LinkView(
      boolean mailed,
      @Nullable @Schema(description = "to be passed on, in this answer alone; null where it was mailed") String link,
      @Nullable @Schema(description = "why it was not mailed; null where it was") String why,
      Instant expiresAt) {
    static LinkView of(Handed handed) {
      return new LinkView(handed.link() == null, handed.link(), handed.why(), handed.expiresAt());
    }
  }

  /** A new user, and the link that sets the password. */
  @Schema(name = "UserMade")
  record InvitedResponse(UserView user, LinkView invitation) {}

  @GetMapping(PATH)
  @Operation(summary = "List users", description = "By name; who is disabled too.")
  UsersView list() {
    return new UsersView(users.all().stream().map(UserView::of).toList());
  }

  @AlsoAnswers(409)
  @PostMapping(PATH)
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Invite a user",
      description = "Makes a user without a password, and a link that sets one once, within seven days. It is mailed; where no"
          + " mail goes out it is in this answer alone. Histories call the user by the handle, which is made of the name.")
  ResponseEntity<InvitedResponse> invite(@Valid @RequestBody UserRequest asked, Caller caller) {
    Invited made = users.invite(asked.asked(), caller);
    return ResponseEntity.status(HttpStatus.CREATED).header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(new InvitedResponse(UserView.of(made.user()), LinkView.of(made.link())));
  }

  @AlsoAnswers(409)
  @PutMapping(PATH + "/{handle}")
  @Operation(
      summary = "Change a user",
      description = "All of it: what is left out is taken away. Sessions and links of the user are over at once where the role,"
          + " the rep, the address or `disabled` is another. Nobody changes that of oneself.")
  UserView change(@PathVariable String handle, @Valid @RequestBody UserRequest asked, Caller caller) {
    return UserView.of(users.change(handle, asked.asked(), Boolean.TRUE.equals(asked.disabled()), caller));
  }

  @AlsoAnswers(409)
  @PostMapping(PATH + "/{handle}/link")
  @Operation(
      summary = "Make a user another link",
      description = "It sets a password once: within seven days where there is none, else within two hours. Earlier links of the"
          + " user are over.")
  ResponseEntity<LinkView> link(@PathVariable String handle, Caller caller) {
    return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(LinkView.of(users.link(handle, caller)));
  }
}
