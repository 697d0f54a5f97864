package dev.leadloop.erasure.work;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Forgets by itself, where it is told to: leads of which nothing was heard for so many months, and what people wrote back so many
 * days ago. Off unless set; what it would do can be looked at before.
 */
public final class Retention {
  /** Why a lead is erased of which nothing was heard. */
  public static final String REASON = "retention";

  private static final int AT_ONCE = 200;
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration SOON = Duration.ofMinutes(1);

  private final RetentionStore store;
  private final Erasures erasures;
  private final Rules rules;
  private final InstantSource clock;

  Retention(RetentionStore store, Erasures erasures, Rules rules, InstantSource clock) {
    this.store = store;
    this.erasures = erasures;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * What is forgotten by itself.
   *
   * @param leadMonths months without anything heard of a lead that nobody works on; 0 for never
   * @param inboundDays days after which the words of answers by mail go; 0 for never
   */
  public record Rules(int leadMonths, int inboundDays) {
    public Rules {
      if (leadMonths < 0 || inboundDays < 0) {
        throw new IllegalArgumentException("months and days of retention are 0 or more");
      }
    }
  }

  /** How much rules would forget now. */
  public record Foreseen(Rules rules, long leads, long inboundMails) {}

  /** The rules in force. */
  public Rules rules() {
    return rules;
  }

  /** What those rules would forget now; changes nothing. */
  public Foreseen foresee(Rules asked) {
    return new Foreseen(
        asked,
        asked.leadMonths() == 0 ? 0 : store.countQuiet(clock.instant().atOffset(ZoneOffset.UTC).minusMonths(asked.leadMonths())),
        asked.inboundDays() == 0 ? 0 : store.countAnswers(clock.instant().minus(asked.inboundDays(), ChronoUnit.DAYS)));
  }

  /** Orders what is due, some at a time; returns when to look again. */
  public Duration sweep() {
    if (rules.inboundDays() > 0) {
      store.forgetAnswers(clock.instant().minus(rules.inboundDays(), ChronoUnit.DAYS));
    }
    if (rules.leadMonths() == 0) {
      return A_DAY;
    }
    List<LeadId> quiet = store.quiet(clock.instant().atOffset(ZoneOffset.UTC).minusMonths(rules.leadMonths()), AT_ONCE);
    quiet.forEach(lead -> erasures.erase(lead, REASON, Principal.SYSTEM));
    return quiet.size() < AT_ONCE ? A_DAY : SOON;
  }
}
