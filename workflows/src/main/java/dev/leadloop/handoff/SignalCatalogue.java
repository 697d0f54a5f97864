package dev.leadloop.handoff;

import static java.util.Map.entry;

import dev.leadloop.handoff.BantFinding.Part;
import dev.leadloop.handoff.Engagement.Kind;
import dev.leadloop.lead.OwnSignals;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a type of signal means to sales: the kind of engagement it is, the questions of a sale it points to, and what it asks of a
 * rep. A type that is not listed goes by its name, points to nothing and asks for nothing of its own: what
 * it is worth is a rule of the policy, and a new type needs no more than that.
 */
public final class SignalCatalogue {
  private static final Map<String, Meaning> LISTED =
      Map.ofEntries(
          entry("demo_requested", asks("%s and offer two times for a demo.", Part.NEED)),
          entry("consultation_requested",
              asks("%s and offer two times for the consultation they asked for.", Part.NEED)),
          entry("meeting_requested", asks("%s and settle the time of the meeting.", Part.TIMELINE)),
          entry("contact_sales", asks("%s now: they asked to hear from you.")),
          entry("pricing_requested",
              asks("%s with the price for a company of their size, and offer to go through it together.", Part.BUDGET)),
          entry("proposal_requested",
              asks("%s to agree on what the proposal is to cover, then send it.", Part.BUDGET, Part.TIMELINE)),
          entry("trial_started", asks("%s and help with the first step of the trial.", Part.NEED)),
          entry("contract_question",
              asks("%s with the answer to their question about the contract.",
                  Part.BUDGET, Part.AUTHORITY, Part.TIMELINE)),
          entry("security_question", asks("%s with the answer to their question about security.", Part.AUTHORITY)),
          entry("integration_question", asks("%s with the answer to their question about integrations.", Part.NEED)),
          entry("onboarding_question", asks("%s with the answer to their question about the start.", Part.TIMELINE)),
          entry("calculator_used", shows(Part.BUDGET)),
          entry("comparison_guide_download", shows(Part.NEED)),
          entry("product_event", shows(Part.NEED)));

  /** Of little to tell while there is anything else. */
  private static final Set<String> MERE =
      Set.of(OwnSignals.EMAIL_OPEN, OwnSignals.SESSION_START, OwnSignals.PAGE_VIEW, OwnSignals.TIME_ON_PAGE);

  private static final Set<String> UNTOLD_OF_COLLEAGUES =
      Stream.concat(Stream.of(OwnSignals.EMAIL_OPEN), OwnSignals.NOT_THE_LEADS.stream()).collect(Collectors.toUnmodifiableSet());

  private SignalCatalogue() {}

  /**
   * What a listed type means.
   *
   * @param shows the questions it points to; hints only
   * @param action what to do about it, with the place of how to reach the person; null where that depends on more
   */
  private record Meaning(Set<Part> shows, @Nullable String action) {}

  private static Meaning asks(String action, Part... shows) {
    return new Meaning(Set.of(shows), action);
  }

  private static Meaning shows(Part... shows) {
    return new Meaning(Set.of(shows), null);
  }

  /** The kind of engagement, which types say by how their names begin or end. */
  static Kind kind(String type) {
    if (type.endsWith("_requested") || type.endsWith("_question") || type.equals("contact_sales")) {
      return Kind.REQUESTED;
    }
    if (type.endsWith("_reply")) {
      return Kind.REPLIED;
    }
    if (type.endsWith("_download")) {
      return Kind.DOWNLOADED;
    }
    if (type.startsWith("webinar_")) {
      return Kind.ATTENDED;
    }
    if (type.startsWith("trial_") || type.startsWith("product_") || type.endsWith("_used")) {
      return Kind.TRIED;
    }
    return type.endsWith("_view") || type.endsWith("_watched") || type.endsWith("_open") ? Kind.VIEWED : Kind.OTHER;
  }

  /** Whether a signal of that type points to the question. */
  static boolean shows(String type, Part part) {
    Meaning listed = LISTED.get(type);
    return listed != null && listed.shows().contains(part);
  }

  /** What to do about a lead that a signal of that type handed over, with the place of how to reach it; null for none. */
  static @Nullable String action(String type) {
    Meaning listed = LISTED.get(type);
    return listed == null ? null : listed.action();
  }

  /** Whether a signal of that type says little while there is anything else to tell. */
  static boolean mere(String type) {
    return MERE.contains(type);
  }

  /** Types that say nothing of a colleague: machines open mails too, and what is told of the company the colleague did not do. */
  public static Set<String> untoldOfColleagues() {
    return UNTOLD_OF_COLLEAGUES;
  }
}
