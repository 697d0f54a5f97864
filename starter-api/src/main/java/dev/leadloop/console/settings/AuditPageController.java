package dev.leadloop.console.settings;

import dev.leadloop.audit.AuditReading;
import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.KnownPeople;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.console.People;
import dev.leadloop.keys.AuditStore.AuditedChange;
import dev.leadloop.keys.AuditStore.Filter;
import dev.leadloop.problem.FieldError;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** Who did what, when: read by person and day, and taken away as CSV. */
@Controller
@Hidden
class AuditPageController extends ConsolePages {
  private static final int SHOWN = 100;
  /** Details that hold the id of a rep. */
  private static final Set<String> OF_REPS = Set.of("rep", "repId", "toRep", "owner");
  private static final Set<String> CONSTANTS = Set.of("role", "holder", "side", "kind");

  private final AuditReading audit;
  private final KnownPeople known;
  private final Clock clock;

  AuditPageController(AuditReading audit, KnownPeople known, Clock clock) {
    this.audit = audit;
    this.known = known;
    this.clock = clock;
  }

  /** A change as the page tells it. */
  record AuditLine(When at, String by, String action, String target, String detail) {
    static AuditLine of(AuditedChange change, PageTimes times, People people) {
      return new AuditLine(
          times.at(change.at()), people.by(change.by()), change.action().replace('_', ' '),
          people.target(change.target()), words(change.detail(), people));
    }
  }

  /** Whom one can choose. */
  record Person(String principal, String words) {}

  /** What is asked for, as the form has it. */
  record Asked(@Nullable String by, @Nullable String from, @Nullable String to) {
    /** The same as the query of an address. */
    public String query() {
      return UriComponentsBuilder.newInstance()
          .queryParamIfPresent("by", Optional.ofNullable(by))
          .queryParamIfPresent("from", Optional.ofNullable(from))
          .queryParamIfPresent("to", Optional.ofNullable(to))
          .encode().build().toUriString();
    }
  }

  @GetMapping("/settings/audit")
  String list(
      @RequestParam(required = false) @Nullable String by, @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to, @RequestParam(required = false) @Nullable Long before, Model model) {
    PageTimes times = PageTimes.forReader(ZoneOffset.UTC, clock.instant());
    Asked asked = new Asked(none(by), none(from), none(to));
    List<AuditedChange> found = audit.list(filter(asked, times, before, SHOWN + 1));
    List<AuditedChange> shown = found.stream().limit(SHOWN).toList();
    People people = known.now();
    model.addAttribute("lines", shown.stream().map(change -> AuditLine.of(change, times, people)).toList());
    model.addAttribute("older", found.size() > SHOWN ? shown.getLast().id() : null);
    model.addAttribute(
        "people", audit.people().stream().map(one -> new Person(one, people.by(one))).toList());
    model.addAttribute("asked", asked);
    return "settings-audit";
  }

  @GetMapping("/settings/audit.csv")
  void export(
      @RequestParam(required = false) @Nullable String by, @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to, HttpServletResponse response) throws IOException {
    PageTimes times = PageTimes.forReader(ZoneOffset.UTC, clock.instant());
    audit.export(filter(new Asked(none(by), none(from), none(to)), times, null, 1), response);
  }

  private static Filter filter(Asked asked, PageTimes times, @Nullable Long before, int limit) {
    return new Filter(
        asked.by(), null, null, day("from", asked.from(), times, 0), day("to", asked.to(), times, 1), before, limit);
  }

  private static @Nullable Instant day(String name, @Nullable String text, PageTimes times, int later) {
    try {
      return text == null ? null : LocalDate.parse(text).plusDays(later).atStartOfDay(times.zone()).toInstant();
    } catch (DateTimeException none) {
      throw FieldError.in(name, "is not a day such as 2026-03-31");
    }
  }

  private static @Nullable String none(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static String words(Map<String, Object> detail, People people) {
    return detail.entrySet().stream()
        .map(one -> one.getKey() + ": " + words(said(one.getKey(), one.getValue()), OF_REPS.contains(one.getKey()), people))
        .collect(Collectors.joining(", "));
  }

  private static Object said(String name, Object value) {
    return CONSTANTS.contains(name) && value instanceof String constant
        ? constant.replace('_', ' ').toLowerCase(Locale.ROOT) : value;
  }

  private static String words(Object value, boolean ofRep, People people) {
    if (value instanceof Map<?, ?> change && change.containsKey("from")) {
      return words(String.valueOf(change.get("from")), ofRep, people) + " → "
          + words(String.valueOf(change.get("to")), ofRep, people);
    }
    return ofRep ? people.rep(String.valueOf(value)) : String.valueOf(value);
  }
}
