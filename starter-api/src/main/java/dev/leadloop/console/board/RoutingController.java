package dev.leadloop.console.board;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.KnownPeople;
import dev.leadloop.console.LeadName;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.People;
import dev.leadloop.console.board.RoutingPage.Line;
import dev.leadloop.console.board.RoutingPage.Option;
import dev.leadloop.console.board.RoutingPage.Passed;
import dev.leadloop.desk.RepStore;
import dev.leadloop.finding.OwnerFilter;
import dev.leadloop.lead.LeadId;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.view.RoutingLogStore;
import dev.leadloop.view.RoutingLogStore.Place;
import dev.leadloop.view.RoutingLogStore.Routed;
import dev.leadloop.view.RoutingLogStore.Which;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The routing log: of each handoff who got it, by which rule, who was passed over and why. */
@Controller
class RoutingController extends ConsolePages {
  private static final int SHOWN = 50;
  private static final String BETWEEN = "~";
  private static final int LONGEST_MICROS = 16;

  private final RoutingLogStore store;
  private final OwnerFilter owners;
  private final KnownPeople known;
  private final PolicyCatalog policies;
  private final Measuring measuring;
  private final Clock clock;

  RoutingController(
      RoutingLogStore store, OwnerFilter owners, KnownPeople known, PolicyCatalog policies, Measuring measuring, Clock clock) {
    this.store = store;
    this.owners = owners;
    this.known = known;
    this.policies = policies;
    this.measuring = measuring;
    this.clock = clock;
  }

  @GetMapping("/board/routing")
  String show(
      @RequestParam(required = false) @Nullable String owner,
      @RequestParam(required = false) @Nullable String passed,
      @RequestParam(required = false) @Nullable String lead,
      @RequestParam(required = false) @Nullable String after,
      Model model) {
    String of = lead(filled(lead));
    String by = owners.checked(filled(owner));
    String over = owners.checked(filled(passed));
    List<Routed> found = store.list(new Which(of, by, over, place(filled(after)), SHOWN + 1));
    List<Routed> page = found.subList(0, Math.min(SHOWN, found.size()));
    List<RepStore.Rep> roster = known.roster();
    People people = known.now(roster);
    PageTimes times = PageTimes.forReader(measuring.zone(), clock.instant());
    model.addAttribute("log", new RoutingPage(
        page.stream().map(one -> line(one, people, times)).toList(), of, Objects.requireNonNullElse(by, ""),
        Objects.requireNonNullElse(over, ""), options(roster),
        found.size() > SHOWN ? next(of, by, over, page.getLast()) : null, RoutingLogStore.LOOKED_THROUGH));
    return "board-routing";
  }

  @GetMapping("/board/routing.csv")
  void export(
      @RequestParam(required = false) @Nullable String owner,
      @RequestParam(required = false) @Nullable String passed,
      @RequestParam(required = false) @Nullable String lead,
      HttpServletResponse response) throws IOException {
    String of = lead(filled(lead));
    String by = owners.checked(filled(owner));
    String over = owners.checked(filled(passed));
    People people = known.now();
    PageTimes times = PageTimes.forReader(measuring.zone(), clock.instant());
    new ListCsv<Routed>(
        "routing",
        List.of("assigned_at", "lead_id", "handoff", "first_name", "last_name", "email", "company", "owner", "why",
            "passed_over", "became"),
        one -> Stream.of(one.at(), one.leadId(), one.cycle(), one.firstName(), one.lastName(), one.email(), one.company(),
            one.owner(), words(one.log().why(), people, times),
            one.log().passedOver().stream().map(other -> other.rep() + ": " + words(other.why(), people, times))
                .collect(Collectors.joining("; ")),
            one.endedHow() == null ? null : one.endedHow().toLowerCase(Locale.ROOT)))
        .send(
            after -> {
              List<Routed> rows = store.list(new Which(of, by, over, place(after), ListCsv.AT_A_TIME));
              return new ListCsv.Part<>(rows, rows.size() < ListCsv.AT_A_TIME ? null : word(rows.getLast()));
            },
            response);
  }

  private static String word(Routed last) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, last.at()) + BETWEEN + last.leadId();
  }

  private static @Nullable String filled(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static @Nullable String lead(@Nullable String lead) {
    if (lead != null && !LeadId.isOne(lead)) {
      throw FieldError.in("lead", "is not the id of a lead; take it from the address of the lead's page");
    }
    return lead;
  }

  private static @Nullable Place place(@Nullable String after) {
    if (after == null) {
      return null;
    }
    String[] parts = after.split(BETWEEN, 2);
    boolean right = parts.length == 2 && LeadId.isOne(parts[1]) && !parts[0].isEmpty() && parts[0].length() <= LONGEST_MICROS
        && parts[0].chars().allMatch(one -> one >= '0' && one <= '9');
    if (!right) {
      throw FieldError.in("after", "is not where a page of this list ended; take it from the page before");
    }
    return new Place(Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS), parts[1]);
  }

  private static String next(@Nullable String lead, @Nullable String owner, @Nullable String passed, Routed last) {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath("/board/routing");
    if (lead != null) {
      address.queryParam("lead", lead);
    }
    if (owner != null) {
      address.queryParam("owner", owner);
    }
    if (passed != null) {
      address.queryParam("passed", passed);
    }
    return address.queryParam("after", word(last)).encode().build().toUriString();
  }

  private List<Option> options(List<RepStore.Rep> roster) {
    List<Option> options = new ArrayList<>();
    roster.stream().filter(rep -> !rep.manager()).map(rep -> new Option(rep.id(), rep.name())).forEach(options::add);
    String queue = policies.latest().routing().queue();
    options.add(new Option(queue, queue));
    return options;
  }

  private static Line line(Routed one, People people, PageTimes times) {
    return new Line(
        one.leadId(),
        one.cycle(),
        LeadName.of(one.leadId(), one.firstName(), one.lastName(), one.email(), one.company()),
        times.at(one.at()),
        one.queue() ? "" : people.rep(one.owner()),
        words(one.log().why(), people, times),
        one.log().passedOver().stream()
            .map(other -> new Passed(people.rep(other.rep()), words(other.why(), people, times))).toList(),
        one.endedHow() == null ? "" : one.endedHow().toLowerCase(Locale.ROOT));
  }

  private static String words(String told, People people, PageTimes times) {
    return times.inWords(people.inWords(told));
  }
}
