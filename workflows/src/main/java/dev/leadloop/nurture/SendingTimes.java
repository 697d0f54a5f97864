package dev.leadloop.nurture;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.policy.NurtureRules;
import dev.leadloop.sla.BusinessCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** When a mail may go to a lead, by the clock that hangs on the lead's own wall. */
public final class SendingTimes {
  private SendingTimes() {}

  /** The first instant from then on at which a mail may go; the same instant where it may go then. */
  public static Instant next(NurtureRules rules, LeadProfile profile, Instant from) {
    BusinessCalendar hours = rules.hours();
    if (hours == null) {
      return from;
    }
    return new BusinessCalendar(hours.id(), zone(rules, profile), hours.hours(), hours.holidays(), hours.alwaysOpen())
        .plus(from, Duration.ZERO);
  }

  /** Whose wall clock counts. */
  public static ZoneId zone(NurtureRules rules, LeadProfile profile) {
    BusinessCalendar hours = rules.hours();
    return LeadZone.of(profile, hours == null ? java.time.ZoneOffset.UTC : hours.zone());
  }

  /** Why a mail may not go at that instant, or null where it may. */
  public static @Nullable String closed(NurtureRules rules, LeadProfile profile, Instant at) {
    return next(rules, profile, at).isAfter(at)
        ? "outside sending hours in the lead's time zone " + zone(rules, profile)
        : null;
  }
}
