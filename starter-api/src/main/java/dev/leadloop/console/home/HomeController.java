package dev.leadloop.console.home;

import dev.leadloop.checks.Losses;
import dev.leadloop.checks.Readiness;
import dev.leadloop.console.ConsolePages;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.reps.NewPeople;
import dev.leadloop.reps.NewPeople.NewPerson;
import dev.leadloop.sample.SampleData;
import dev.leadloop.security.Caller;
import dev.leadloop.security.PublicAddress;
import dev.leadloop.security.Role;
import dev.leadloop.setup.KeptPolicy;
import dev.leadloop.setup.SetupSteps;
import dev.leadloop.setup.TestMail;
import dev.leadloop.web.WebSettings;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The page at the root, which anybody may open: whether the product is up, and where to look. Administrators find the first
 * steps there, they and managers where leads would be lost; strangers are told nothing else.
 */
@Controller
@Hidden
class HomeController extends ConsolePages {
  private static final String HOME = "redirect:/";

  private final Readiness readiness;
  private final SetupSteps steps;
  private final Losses losses;
  private final NewPeople people;
  private final TestMail testMail;
  private final KeptPolicy keptPolicy;
  private final HomeWords words;
  private final SampleData sample;
  private final WebSettings web;
  private final PublicAddress address;

  HomeController(
      Readiness readiness, SetupSteps steps, Losses losses, NewPeople people, TestMail testMail, KeptPolicy keptPolicy,
      HomeWords words, SampleData sample, WebSettings web, PublicAddress address) {
    this.readiness = readiness;
    this.steps = steps;
    this.losses = losses;
    this.people = people;
    this.testMail = testMail;
    this.keptPolicy = keptPolicy;
    this.words = words;
    this.sample = sample;
    this.web = web;
    this.address = address;
  }

  /** The fields of the form that adds somebody. */
  record PersonForm(@Nullable String name, @Nullable String email, @Nullable String as, @Nullable String timeZone) {
    static final PersonForm EMPTY = new PersonForm("", "", "rep", "");

    NewPerson asked() {
      return new NewPerson(name, email, "manager".equals(as), timeZone);
    }
  }

  @GetMapping("/")
  String home(Model model) {
    model.addAttribute("state", readiness.check());
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    Caller caller = who instanceof Caller signedIn ? signedIn : null;
    model.addAttribute("caller", caller);
    if (caller != null && (caller.role() == Role.ADMIN || caller.role() == Role.MANAGER)) {
      try {
        model.addAttribute("losses", losses.all());
        model.addAttribute("ownGaps", true);
        if (caller.role() == Role.ADMIN) {
          steps(model);
        }
      } catch (DataAccessException | TransactionException away) {
        model.addAttribute("losses", List.of());
        model.addAttribute("steps", null);
      }
    }
    return "home";
  }

  private void steps(Model model) {
    SetupSteps.Steps now = steps.now();
    model.addAttribute("steps", now);
    model.addAttribute("words", words.of(now));
    model.addAttribute("form", web.forms().keySet().stream().sorted().findFirst().orElse(null));
    SampleData.SampleDataView data = sample.now();
    model.addAttribute("sample", data);
    model.addAttribute("sampleWords", words.of(data));
    model.addAttribute("speeds", SampleData.SPEEDS);
    model.addAttribute("base", address.base());
    if (!model.containsAttribute("person")) {
      model.addAttribute("person", PersonForm.EMPTY);
    }
  }

  @PostMapping("/home/people")
  String add(PersonForm form, RedirectAttributes after) {
    try {
      after.addFlashAttribute("done", words.added(people.add(form.asked(), caller())));
    } catch (ProblemException refused) {
      refused(refused, after);
      after.addFlashAttribute("person", form);
    }
    return back("people");
  }

  @PostMapping("/home/mail")
  String send(@RequestParam(defaultValue = "") String to, RedirectAttributes after) {
    try {
      TestMail.Sent sent = testMail.send(to, caller());
      after.addFlashAttribute(sent.how().equals("taken") ? "done" : "refused", words.of(sent, steps.now().mail()));
    } catch (ProblemException refused) {
      refused(refused, after);
    }
    after.addFlashAttribute("to", to);
    return back("mail");
  }

  @PostMapping("/home/policy")
  String keep(RedirectAttributes after) {
    after.addFlashAttribute("done", words.kept(keptPolicy.keep(caller())));
    return back("policy");
  }

  @PostMapping("/home/sample")
  String putIn(@RequestParam(defaultValue = "") String speed, RedirectAttributes after) {
    try {
      sample.start(SampleData.SPEEDS.stream().filter(one -> one.toString().equals(speed)).findFirst().orElse(0), caller());
    } catch (ProblemException refused) {
      refused(refused, after);
    }
    return HOME + "#sample";
  }

  @PostMapping("/home/sample/remove")
  String takeOut() {
    sample.remove(caller());
    return HOME + "#sample";
  }

  /** To the step, as long as the steps are open: a browser opens again what it is led into. */
  private String back(String step) {
    return steps.now().all() ? HOME : HOME + "#" + step;
  }

  private static Caller caller() {
    return (Caller) Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
  }

  private static void refused(ProblemException refused, RedirectAttributes after) {
    after.addFlashAttribute("refused", refused.document().getDetail());
  }
}
