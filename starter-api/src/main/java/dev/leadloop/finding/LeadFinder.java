package dev.leadloop.finding;

import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Stage;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.measures.counting.NamedSegments;
import dev.leadloop.naming.NearestName;
import dev.leadloop.policy.scoring.FitRules.GradeFloor;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.security.Caller;
import dev.leadloop.security.LeadSight;
import dev.leadloop.text.AddressFault;
import dev.leadloop.text.IntakeLimits;
import dev.leadloop.view.AttentionStore;
import dev.leadloop.view.LeadListStore;
import dev.leadloop.view.LeadListStore.Found;
import dev.leadloop.view.LeadQuery;
import dev.leadloop.view.LeadQuery.Known;
import dev.leadloop.view.LeadQuery.Order;
import dev.leadloop.view.LeadQuery.Place;
import dev.leadloop.view.LeadQuery.Standing;
import dev.leadloop.view.LeadQuery.Worth;
import dev.leadloop.view.ReadyAs;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads what a list of leads is asked for, and finds it; calls and pages ask by the same names. What is no value of a filter ends
 * the call: a filter that is passed over would answer with every lead.
 */
@Component
public class LeadFinder {
  /** By which names a list of leads is cut; how it is shown is not among them. */
  public static final List<String> FILTERS =
      List.of("q", "email", "system", "externalId", "stage", "qualifiedBy", "owner", "source", "segment", "grade", "scoreFrom",
          "scoreTo", "held", "stuck", "enteredFrom", "enteredUntil");

  private static final int LONGEST_TEXT = 200;
  private static final int MOST_STUCK = 10_000;
  private static final int MOST_SOURCES = 500;
  private static final int HIGHEST_SCORE = 1_000_000;
  private static final String BETWEEN = "~";
  private static final List<String> STAGES = Arrays.stream(Stage.values()).map(Stage::label).toList();
  private static final List<String> ORDERS = Arrays.stream(Order.values()).map(LeadFinder::called).toList();
  private static final List<String> YES_OR_NO = List.of("true", "false");

  private final LeadListStore leads;
  private final AttentionStore standing;
  private final OwnerFilter owners;
  private final PolicyCatalog policies;
  private final LeadSight sight;
  private final Measuring measuring;
  private final NamedSegments segments;

  LeadFinder(JdbcClient jdbc, OwnerFilter owners, PolicyCatalog policies, LeadSight sight, Measuring measuring) {
    this.leads = new LeadListStore(jdbc);
    this.standing = new AttentionStore(jdbc);
    this.owners = owners;
    this.policies = policies;
    this.sight = sight;
    this.measuring = measuring;
    this.segments = new NamedSegments(jdbc, policies);
  }

  /**
   * One page.
   *
   * @param next what to ask for {@code after} to get the page behind it; null on the last
   */
  public record FoundPage(List<Found> leads, @Nullable String next) {}

  /** The leads of that query that the caller may look at; ends the call where a value cannot be meant. */
  public FoundPage find(Map<String, @Nullable String> given, int limit, Caller caller) {
    List<Found> found = leads.find(read(given, limit + 1, caller));
    boolean more = found.size() > limit;
    List<Found> page = more ? found.subList(0, limit) : found;
    return new FoundPage(page, more ? after(page.getLast().place()) : null);
  }

  /** How many they are, counted no further than that. */
  public int count(Map<String, @Nullable String> given, int most, Caller caller) {
    return leads.count(read(given, 1, caller), most);
  }

  /** Those of these leads that the caller may look at, the newest first. */
  public List<Found> among(Set<String> chosen, Caller caller) {
    return leads.find(new LeadQuery(
        sight.of(caller), null, Known.ANY, Standing.ANY, Worth.ANY, chosen, Order.NEWEST, null, Math.max(1, chosen.size())));
  }

  /** The ids of all of them, the newest first, and no more than that. */
  public List<String> ids(Map<String, @Nullable String> given, int most, Caller caller) {
    return leads.ids(read(given, most, caller));
  }

  /** Where leads came from, to choose from; none for a rep, to whom the leads of others say nothing. */
  public List<String> sources(Caller caller) {
    return caller.repId() != null ? List.of() : leads.sources(MOST_SOURCES);
  }

  /** The segments that the policy in force names. */
  public List<String> segments() {
    return segments.names();
  }

  /** The grades that the policy in force gives, the best first. */
  public List<String> grades() {
    return policies.latest().fit().grades().stream().map(GradeFloor::grade).toList();
  }

  /** What is asked for by these names and values; empty values ask for nothing. */
  public LeadQuery read(Map<String, @Nullable String> given, int limit, Caller caller) {
    Asked asked = new Asked(given);
    Order order = order(asked.get("sort"));
    return new LeadQuery(
        sight.of(caller), text(asked.get("q")), known(asked), standing(asked), worth(asked, caller),
        stuck(asked.get("stuck")), order, place(order, asked.get("after")), limit);
  }

  private record Asked(Map<String, @Nullable String> given) {
    @Nullable String get(String name) {
      String value = given.get(name);
      return value == null || value.isBlank() ? null : value.strip();
    }

    @Nullable String among(String name, Collection<String> words) {
      String value = get(name);
      if (value != null && !words.contains(value)) {
        throw FieldError.in(name, NearestName.among(value, List.copyOf(words)));
      }
      return value;
    }

    @Nullable Boolean flag(String name) {
      String value = among(name, YES_OR_NO);
      return value == null ? null : Boolean.valueOf(value);
    }

    @Nullable Integer points(String name) {
      String value = get(name);
      if (value != null && !value.matches("[0-9]{1,7}")) {
        throw FieldError.in(name, "is not a number of points; write it in plain digits, such as 60");
      }
      return value == null ? null : Math.min(HIGHEST_SCORE, Integer.parseInt(value));
    }
  }

  private static @Nullable String text(@Nullable String text) {
    if (text != null && text.length() > LONGEST_TEXT) {
      throw FieldError.in("q", "may have " + LONGEST_TEXT + " characters; look for less");
    }
    return text;
  }

  private static Known known(Asked asked) {
    String email = asked.get("email");
    String system = asked.get("system");
    String externalId = asked.get("externalId");
    if ((system == null) != (externalId == null)) {
      throw FieldError.in(system == null ? "system" : "externalId", "is needed: the two name a lead together");
    }
    return new Known(
        email == null ? null : EmailAddresses.normalise(email).orElseThrow(() -> FieldError.in("email", AddressFault.of(email))),
        system, externalId);
  }

  private Standing standing(Asked asked) {
    Instant from = day("enteredFrom", asked.get("enteredFrom"), 0);
    Instant until = day("enteredUntil", asked.get("enteredUntil"), 1);
    if (from != null && until != null && !from.isBefore(until)) {
      throw FieldError.in("enteredUntil", "lies before 'enteredFrom'; swap the two");
    }
    return new Standing(
        asked.among("stage", STAGES), asked.among("qualifiedBy", ReadyAs.WORDS), owners.checked(asked.get("owner")),
        asked.flag("held"), from, until);
  }

  private Worth worth(Asked asked, Caller caller) {
    Integer least = asked.points("scoreFrom");
    Integer most = asked.points("scoreTo");
    if (least != null && most != null && least > most) {
      throw FieldError.in("scoreTo", "is below 'scoreFrom'; swap the two");
    }
    return new Worth(
        source(asked.get("source"), caller), asked.among("grade", grades()), least, most,
        segment(asked.among("segment", segments())));
  }

  private LeadQuery.@Nullable Segment segment(@Nullable String name) {
    if (name == null) {
      return null;
    }
    NamedSegments.Holds holds = segments.of(name).orElseThrow(() -> FieldError.in("segment",
        "'" + name + "' asks for more than single facts of a lead, such as signals, and lists are not cut by that"));
    return new LeadQuery.Segment(holds.sql(), holds.values());
  }

  private @Nullable String source(@Nullable String source, Caller caller) {
    if (source != null && caller.repId() == null && !leads.isSource(source)) {
      throw FieldError.in("source", "is where no lead came from" + NearestName.to(source, sources(caller))
          .map(nearest -> "; did you mean '" + nearest + "'?").orElse(""));
    }
    return source;
  }

  private @Nullable Set<String> stuck(@Nullable String stuck) {
    if (stuck == null) {
      return null;
    }
    if (!stuck.equals("true")) {
      throw FieldError.in("stuck", "can be 'true' alone, for leads that stand still");
    }
    return standing.standing(MOST_STUCK).stream().map(AttentionStore.Standing::lead).collect(Collectors.toSet());
  }

  /** A day of the organisation's zone, or an instant. */
  private @Nullable Instant day(String name, @Nullable String text, int daysLater) {
    if (text == null) {
      return null;
    }
    try {
      Instant at = text.length() == "2026-03-01".length()
          ? LocalDate.parse(text).plusDays(daysLater).atStartOfDay(measuring.zone()).toInstant()
          : OffsetDateTime.parse(text).toInstant();
      if (IntakeLimits.plausible(at)) {
        return at;
      }
    } catch (DateTimeException none) {
      // What is no day is told below, with what lies too far away.
    }
    throw FieldError.in(name, "is neither a day from 1990 to 2200 such as 2026-03-01 nor a time such as 2026-03-01T09:30:00Z");
  }

  private static Order order(@Nullable String sort) {
    if (sort != null && !ORDERS.contains(sort)) {
      throw FieldError.in("sort", NearestName.among(sort, ORDERS));
    }
    return sort == null ? Order.NEWEST : Order.valueOf(sort.toUpperCase(Locale.ROOT));
  }

  private static String called(Order order) {
    return order.name().toLowerCase(Locale.ROOT);
  }

  private static String after(Place place) {
    return place.value().isEmpty() ? place.lead() : place.value() + BETWEEN + place.lead();
  }

  private static @Nullable Place place(Order order, @Nullable String after) {
    if (after == null) {
      return null;
    }
    String[] parts = after.split(BETWEEN, 2);
    boolean right = LeadId.isOne(parts[parts.length - 1]) && switch (order) {
      case NEWEST -> parts.length == 1;
      case SCORE -> parts.length == 2 && parts[0].matches("-?[0-9]{1,7}");
      case DUE -> parts.length == 2 && parts[0].matches("[0-9]{1,16}");
    };
    if (!right) {
      throw FieldError.in("after", order == Order.NEWEST
          ? "is not a lead id" : "is not where a page of this order ended; take it from the page before");
    }
    return new Place(parts.length == 1 ? "" : parts[0], parts[parts.length - 1]);
  }
}
