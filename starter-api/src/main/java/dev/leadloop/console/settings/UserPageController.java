package dev.leadloop.console.settings;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.People;
import dev.leadloop.desk.RepStore;
import dev.leadloop.people.LookAlikes;
import dev.leadloop.people.UserAsked;
import dev.leadloop.people.UserLinks.Handed;
import dev.leadloop.people.Users;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.users.User;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Who signs in: invited, changed and disabled by administrators. */
@Controller
@Hidden
class UserPageController extends ConsolePages {
  private final Users users;
  private final RepStore reps;
  private final Clock clock;

  UserPageController(Users users, RepStore reps, Clock clock) {
    this.users = users;
    this.reps = reps;
    this.clock = clock;
  }

  /** A user as the page shows one. */
  record UserLine(
      String handle, String name, String email, String role, @Nullable String repId,
      @Nullable String timeZone, String state, boolean disabled, @Nullable When lastSignIn, String createdBy,
      When createdAt, boolean self) {
    /** What histories call the user. */
    public String inHistories() {
      return User.inHistories(handle, repId);
    }

    static String state(User user) {
      return !user.enabled() ? "disabled" : user.passwordSet() ? "signs in" : "invited";
    }

    static UserLine of(User user, People people, PageTimes times, Caller caller) {
      Caller.Person person = caller.person();
      return new UserLine(
          user.handle(), user.name(), user.email(), user.role(), user.repId(), user.timeZone(),
          state(user), !user.enabled(),
          times.atOrNull(user.lastSignInAt()), people.by(user.createdBy()), times.at(user.createdAt()),
          person != null && person.handle().equals(user.handle()));
    }
  }

  /** The fields of a user's form, as they were sent. */
  record UserForm(
      @Nullable String name, @Nullable String email, @Nullable String role, @Nullable String repId, @Nullable String timeZone,
      @Nullable Boolean disabled) {
    static final UserForm EMPTY = new UserForm("", "", "", "", "", null);

    UserAsked asked() {
      Role asked = Arrays.stream(Role.values()).filter(one -> one.name().equals(role)).findFirst()
          .orElseThrow(() -> FieldError.in("role", "is needed"));
      return new UserAsked(or(name), or(email), asked, none(repId), none(timeZone));
    }

    private static String or(@Nullable String text) {
      return text == null ? "" : text;
    }

    private static @Nullable String none(@Nullable String text) {
      return text == null || text.isBlank() ? null : text.strip();
    }
  }

  @GetMapping("/settings/users")
  String list(Model model, Caller caller) {
    return page(model, caller, UserForm.EMPTY);
  }

  @GetMapping("/settings/users.csv")
  void export(HttpServletResponse response) throws IOException {
    new ListCsv<User>(
        "users",
        List.of("handle", "name", "email", "role", "rep_id", "time_zone", "state", "last_sign_in_at", "invited_by",
            "invited_at"),
        user -> Stream.of(user.handle(), user.name(), user.email(), user.role(), user.repId(), user.timeZone(),
            UserLine.state(user), user.lastSignInAt(), user.createdBy(), user.createdAt()))
        .send(users.all(), response);
  }

  @PostMapping("/settings/users")
  String invite(UserForm form, Model model, Caller caller, HttpServletResponse response) {
    try {
      Users.Invited invited = users.invite(form.asked(), caller);
      model.addAttribute("done", invited.user().name() + " is invited.");
      handed(model, invited.link());
      return page(model, caller, UserForm.EMPTY);
    } catch (ProblemException refused) {
      return refused(refused, model, caller, form, response);
    }
  }

  @PostMapping("/settings/users/{handle}")
  String change(@PathVariable String handle, UserForm form, Model model, Caller caller, HttpServletResponse response) {
    try {
      User changed = users.change(handle, form.asked(), Boolean.TRUE.equals(form.disabled()), caller);
      model.addAttribute("done", changed.enabled()
          ? changed.name() + " is changed." : changed.name() + " signs in no more, and every session is over.");
      return page(model, caller, UserForm.EMPTY);
    } catch (ProblemException refused) {
      return refused(refused, model, caller, UserForm.EMPTY, response);
    }
  }

  @PostMapping("/settings/users/{handle}/link")
  String link(@PathVariable String handle, Model model, Caller caller, HttpServletResponse response) {
    try {
      handed(model, users.link(handle, caller));
      model.addAttribute("done", "There is a new link; earlier ones are over.");
      return page(model, caller, UserForm.EMPTY);
    } catch (ProblemException refused) {
      return refused(refused, model, caller, UserForm.EMPTY, response);
    }
  }

  private String refused(ProblemException refused, Model model, Caller caller, UserForm form, HttpServletResponse response) {
    response.setStatus(refused.document().getStatus());
    model.addAttribute("refused", refused.document().getDetail());
    return page(model, caller, form);
  }

  private void handed(Model model, Handed link) {
    model.addAttribute("link", link.link());
    model.addAttribute("why", link.why());
    model.addAttribute("until", PageTimes.forReader(ZoneOffset.UTC, clock.instant()).at(link.expiresAt()));
  }

  private String page(Model model, Caller caller, UserForm form) {
    PageTimes times = PageTimes.forReader(ZoneOffset.UTC, clock.instant());
    List<User> all = users.all();
    model.addAttribute("alike", LookAlikes.of(all));
    People people = new People(reps.all(), all);
    model.addAttribute("users", all.stream().map(user -> UserLine.of(user, people, times, caller)).toList());
    model.addAttribute("reps", reps.all().stream().filter(RepStore.Rep::active).toList());
    model.addAttribute("roles", List.of("SALES", "MARKETING", "MANAGER", "ADMIN"));
    model.addAttribute("form", form);
    return "settings-users";
  }
}
