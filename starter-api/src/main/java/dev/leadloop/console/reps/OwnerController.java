package dev.leadloop.console.reps;

import dev.leadloop.accounts.OwnerDesk;
import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.OrderForm;
import dev.leadloop.console.People;
import dev.leadloop.desk.AccountOwnerStore.AccountOwner;
import dev.leadloop.desk.AccountOwnerStore.Kind;
import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Which account is whose: found, set and taken away. */
@Controller
class OwnerController extends ConsolePages {
  private static final int SHOWN = 200;

  private final OwnerDesk owners;
  private final RepStore reps;

  OwnerController(OwnerDesk owners, RepStore reps) {
    this.owners = owners;
    this.reps = reps;
  }

  /**
   * An account in words.
   *
   * @param away whether its owner has left, so that nobody is given its leads by that
   */
  record OwnedLine(boolean domain, String name, String rep, String owner, boolean away) {}

  /** An account to be set, as it was sent. */
  record Asked(String kind, String name, String rep) {}

  @GetMapping("/account-owners")
  String show(
      @RequestParam(required = false) @Nullable String search, @RequestParam(required = false) @Nullable String rep,
      Model model) {
    return page(search, rep, new Asked("domain", "", ""), model);
  }

  @GetMapping("/account-owners.csv")
  void export(
      @RequestParam(required = false) @Nullable String search, @RequestParam(required = false) @Nullable String rep,
      HttpServletResponse response) throws IOException {
    new ListCsv<AccountOwner>(
        "account-owners", List.of("kind", "account", "owner"),
        one -> Stream.of(one.kind().name().toLowerCase(Locale.ROOT), one.name(), one.rep()))
        .send(owners.find(OrderForm.given(search), OrderForm.given(rep), ListCsv.MOST + 1), response);
  }

  @PostMapping("/account-owners")
  String set(
      @RequestParam(defaultValue = "domain") String kind, @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String rep, Model model, Caller caller, HttpServletResponse response,
      RedirectAttributes after) {
    return done(
        () -> {
          AccountOwner owner = owners.set(new AccountOwner(kind(kind), name, rep), caller);
          return "Leads of " + owner.name() + " go to " + new People(reps.all()).rep(rep) + " before any round.";
        },
        new Asked(kind, name, rep), model, response, after);
  }

  @PostMapping("/account-owners/remove")
  String remove(
      @RequestParam(defaultValue = "domain") String kind, @RequestParam(defaultValue = "") String name, Model model,
      Caller caller, HttpServletResponse response, RedirectAttributes after) {
    return done(
        () -> {
          owners.remove(kind(kind), name, caller);
          return name + " has no owner now: its leads go round as others do. Open handoffs stay where they are.";
        },
        new Asked("domain", "", ""), model, response, after);
  }

  private static Kind kind(String kind) {
    return "company".equals(kind) ? Kind.COMPANY : Kind.DOMAIN;
  }

  private String done(
      Supplier<String> change, Asked asked, Model model, HttpServletResponse response, RedirectAttributes after) {
    try {
      after.addFlashAttribute("done", change.get());
      return "redirect:/account-owners";
    } catch (ProblemException refused) {
      response.setStatus(refused.document().getStatus());
      model.addAttribute("refused", refused.document().getDetail());
      return page(null, null, asked, model);
    }
  }

  private String page(@Nullable String search, @Nullable String rep, Asked asked, Model model) {
    List<Rep> all = reps.all();
    Map<String, Rep> known = all.stream().collect(Collectors.toMap(Rep::id, Function.identity()));
    People people = new People(all);
    String text = OrderForm.given(search);
    String of = OrderForm.given(rep);
    List<AccountOwner> found = owners.find(text, of, SHOWN + 1);
    model.addAttribute("lines", found.stream().limit(SHOWN).map(one -> {
      Rep owner = known.get(one.rep());
      return new OwnedLine(one.kind() == Kind.DOMAIN, one.name(), one.rep(), people.rep(one.rep()),
          owner == null || !owner.active());
    }).toList());
    model.addAttribute("more", found.size() > SHOWN);
    model.addAttribute("narrowed", text != null || of != null);
    model.addAttribute("search", OrderForm.orEmpty(search));
    model.addAttribute("of", OrderForm.orEmpty(rep));
    model.addAttribute("reps", all.stream().filter(one -> !one.manager()).toList());
    model.addAttribute("asked", asked);
    return "account-owners";
  }
}
