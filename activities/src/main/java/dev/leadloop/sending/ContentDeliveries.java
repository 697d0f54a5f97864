package dev.leadloop.sending;

import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.sending.ContentDeliveryStore.Due;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Mails content that somebody asked for by a form, by the same ledger and the same last look as every mail. What is asked for
 * goes at once: neither sending hours nor caps hold it back, so it goes once a day for each form, and a few times a day at most.
 */
public final class ContentDeliveries {
  /** Their sequence in the ledger. */
  public static final String SEQUENCE = "content";

  /** Contents that one person is mailed in a day. */
  public static final int MOST_A_DAY = 5;

  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 6;
  private static final int AT_ONCE = 20;

  private final ContentDeliveryStore store;
  private final NurtureSending sending;
  private final InstantSource clock;

  ContentDeliveries(JdbcClient jdbc, NurtureSending sending, InstantSource clock) {
    this.store = new ContentDeliveryStore(jdbc);
    this.sending = sending;
    this.clock = clock;
  }

  static boolean isOne(Effect.SendEmail email) {
    return email.sequence().equals(SEQUENCE);
  }

  /**
   * Has the content mailed; the same of that form on one day once. It belongs to the running transaction.
   *
   * @param version of the form
   * @param title what it is called in the mail
   */
  public void ask(LeadId lead, String form, int version, String title, String url) {
    Instant now = clock.instant();
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    if (store.askedOn(lead, today) < MOST_A_DAY) {
      store.ask(new Due(lead, form, version, today, title, url, now, 0));
    }
  }

  /** Sends what is due; returns how many were looked at. */
  public int deliverDue() {
    List<Due> due = store.claim(clock.instant(), LEASE, AT_ONCE);
    due.forEach(this::deliver);
    return due.size();
  }

  private void deliver(Due due) {
    Effect.SendEmail mail = new Effect.SendEmail(
        SEQUENCE, due.version(), due.form(), Math.toIntExact(due.askedOn().toEpochDay()), EmailTemplates.CONTENT,
        "mails what was asked for by the form " + due.form(), null);
    try {
      NurtureSending.Sent sent = sending.deliver(
          new EffectRef(due.lead().value(), 0, 0), mail, Map.of("contentTitle", due.title(), "contentUrl", due.url()));
      store.note(due, sent.result(), again(due, sent.again()));
    } catch (RuntimeException notSent) {
      Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(due.tries(), MOST_DOUBLINGS));
      store.note(due, String.valueOf(notSent.getMessage()), again(due, clock.instant().plus(pause)));
    }
  }

  private static @Nullable Instant again(Due due, @Nullable Instant at) {
    return at == null || at.isAfter(due.askedAt().plus(LONGEST)) ? null : at;
  }
}
