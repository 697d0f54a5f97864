package dev.leadloop.console.inbox;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.OrderForm;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.reps.OwnHours;
import dev.leadloop.reps.OwnHours.Worked;
import dev.leadloop.reps.WorkingTimeRules;
import dev.leadloop.security.Caller;
import dev.leadloop.sla.BusinessCalendar.Block;
import dev.leadloop.sla.HoursText;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page on which a rep says when the rep works. */
@Controller
class HoursController extends ConsolePages {
  private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

  private final OwnHours hours;
  private final WorkingTimeRules rules;
  private final PolicyCatalog policies;

  HoursController(OwnHours hours, WorkingTimeRules rules, PolicyCatalog policies) {
    this.hours = hours;
    this.rules = rules;
    this.policies = policies;
  }

  /** A day of the week and when it is worked, such as "09:00-12:30, 13:00-17:30". */
  record Day(String name, String hours) {}

  /**
   * What the form shows.
   *
   * @param clock of which zone its times are
   */
  record Form(String timeZone, List<Day> days, String daysOff, String absentFrom, String absentUntil, String clock) {}

  @GetMapping("/inbox/hours")
  ModelAndView show(Caller caller) {
    return page(form(hours.rep(caller)), null, HttpStatus.OK);
  }

  @PostMapping("/inbox/hours")
  ModelAndView set(@RequestParam Map<String, String> sent, Caller caller, RedirectAttributes after) {
    try {
      hours.set(caller, worked(sent, hours.rep(caller)));
    } catch (ProblemException problem) {
      return page(
          form(sent), String.valueOf(problem.document().getDetail()), HttpStatus.valueOf(problem.document().getStatus()));
    }
    after.addFlashAttribute("done", true);
    return new ModelAndView("redirect:/inbox/hours");
  }

  private static ModelAndView page(Form form, @Nullable String refused, HttpStatus status) {
    ModelAndView page = new ModelAndView("inbox-hours", status);
    page.addObject("hours", form);
    page.addObject("refused", refused);
    page.addObject("zones", ZoneId.getAvailableZoneIds().stream().filter(id -> id.matches("[A-Z][a-z]+/.*")).sorted().toList());
    return page;
  }

  private Form form(Rep rep) {
    ZoneId zone = zone(rep.work().timeZone());
    Map<DayOfWeek, List<Block>> week = HoursText.parse(rep.work().hours());
    return new Form(
        OrderForm.orEmpty(rep.work().timeZone()),
        Arrays.stream(DayOfWeek.values()).map(day -> new Day(name(day), week.getOrDefault(day, List.of()).stream()
            .map(HoursController::text).collect(Collectors.joining(", ")))).toList(),
        new TreeSet<>(rep.work().daysOff()).stream().map(LocalDate::toString).collect(Collectors.joining("\n")),
        field(rep.absentFrom(), zone), field(rep.absentUntil(), zone), zone.getId());
  }

  private Form form(Map<String, String> sent) {
    return new Form(
        sent.getOrDefault("timeZone", ""),
        Arrays.stream(DayOfWeek.values()).map(day -> new Day(name(day), sent.getOrDefault(name(day), ""))).toList(),
        sent.getOrDefault("daysOff", ""), sent.getOrDefault("absentFrom", ""), sent.getOrDefault("absentUntil", ""),
        sent.getOrDefault("timeZone", ""));
  }

  private Worked worked(Map<String, String> sent, Rep rep) {
    String zone = OrderForm.given(sent.get("timeZone"));
    rules.zone("timeZone", zone);
    Map<String, List<String>> week = new LinkedHashMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      String given = OrderForm.given(sent.get(name(day)));
      if (given != null) {
        week.put(name(day), Arrays.stream(given.split(",")).map(String::strip).toList());
      }
    }
    ZoneId clock = zone(zone == null ? rep.work().timeZone() : zone);
    return new Worked(
        zone, week, days(sent.getOrDefault("daysOff", "")), instant("absentFrom", sent, clock),
        instant("absentUntil", sent, clock));
  }

  private static Set<LocalDate> days(String text) {
    Set<LocalDate> days = new TreeSet<>();
    for (String one : text.split("[\\s,;]+")) {
      try {
        if (!one.isBlank()) {
          days.add(LocalDate.parse(one));
        }
      } catch (DateTimeParseException none) {
        throw FieldError.in("daysOff", "has '" + one + "', which is no day; write each as 2027-05-14");
      }
    }
    return days;
  }

  private static @Nullable Instant instant(String field, Map<String, String> sent, ZoneId zone) {
    String given = OrderForm.given(sent.get(field));
    try {
      return given == null ? null : LocalDateTime.parse(given).atZone(zone).toInstant();
    } catch (DateTimeParseException none) {
      throw FieldError.in(field, "must be a day and a time, such as 2027-05-14T09:00");
    }
  }

  private ZoneId zone(@Nullable String own) {
    return own == null ? Told.zone(policies.latest()) : ZoneId.of(own);
  }

  private static String field(@Nullable Instant at, ZoneId zone) {
    return at == null ? "" : FIELD.withZone(zone).format(at);
  }

  private static String name(DayOfWeek day) {
    return HoursText.DAYS.get(day.getValue() - 1);
  }

  private static String text(Block block) {
    return block.from() + "-" + (block.to().equals(LocalTime.MIN) ? "24:00" : block.to());
  }
}
