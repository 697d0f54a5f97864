package dev.leadloop.backtest;

import dev.leadloop.dryrun.LocalDesk;
import dev.leadloop.inbox.EventKinds;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.store.Json;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lives of so many signals each within ninety days, decided as in production and written as decisions write them. */
final class ManyRecordedLives {
  /** When the last of them ends. */
  static final Instant END = Instant.parse("2026-10-01T00:00:00Z");

  private static final Instant BEGINNING = Instant.parse("2026-01-05T08:00:00Z");
  private static final int DISTINCT = 2_000;
  private static final List<String> TITLES =
      List.of("Marketing Director", "VP Sales", "Head of IT", "Intern", "Chief Executive", "Software Engineer", "Student");
  private static final List<String> SIGNALS = List.of(
      "session_start", "session_start", "page_view", "page_view", "blog_view", "email_open", "email_open", "email_click",
      "ebook_download", "webinar_attended", "case_study_view", "pricing_page_view", "time_on_page", "ad_click");
  private static final Principal SITE = new Principal(Principal.Kind.MARKETING, "site");
  private static final Principal SALES = new Principal(Principal.Kind.REP, "north-1");

  private final DataSource source;
  private final JdbcClient jdbc;
  private final LeadPolicy policy;
  private final int signals;
  private final Map<String, StringBuilder> rows = new LinkedHashMap<>();

  ManyRecordedLives(DataSource source, LeadPolicy policy, int signals) {
    this.source = source;
    this.jdbc = JdbcClient.create(source);
    this.policy = policy;
    this.signals = signals;
  }

  /** Writes so many of them; some thousands are lived, and the others are lived just so. */
  void write(int leads) {
    int lived = Math.min(leads, DISTINCT);
    for (int number = 0; number < lived; number++) {
      live(number);
    }
    copy();
    for (int copy = 1; copy * lived < leads; copy++) {
      again(copy);
    }
    jdbc.sql("vacuum analyze").update();
  }

  private void live(int number) {
    new OneLife(number).live();
  }

  private void again(int copy) {
    jdbc.sql(
            """
            insert into lead (lead_id, created_at, updated_at, email, email_key, company, company_size, industry, country, source,
                   email_kind, title)
            select lead_id || :copy, created_at, updated_at, :copy || email, :copy || email_key, company, company_size, industry,
                   country, source, email_kind, title
              from lead where lead_id like '%-0'""")
        .param("copy", "-" + copy).update();
    jdbc.sql(
            """
            insert into lifecycle_event (lead_id, seq, n, at, type, principal_kind, principal_id, cause_event_id, policy_version,
                   entry)
            select lead_id || :copy, seq, n, at, type, principal_kind, principal_id, cause_event_id, policy_version, entry
              from lifecycle_event where lead_id like '%-0'""")
        .param("copy", "-" + copy).update();
    jdbc.sql(
            """
            insert into inbox (lead_id, event_id, kind, label, occurred_at, recorded_at, principal_kind, principal_id, body,
                   decided_seq, verdict)
            select lead_id || :copy, event_id, kind, label, occurred_at, recorded_at, principal_kind, principal_id, body,
                   decided_seq, verdict
              from inbox where lead_id like '%-0'""")
        .param("copy", "-" + copy).update();
  }

  private final class OneLife {
    private final String id;
    private final Random random;
    private final SalesDesk desk = new SalesDesk(true, LocalDesk.reps(policy, 3));
    private LeadState state;
    private Instant now;
    private @Nullable Due due;
    private int event;

    OneLife(int number) {
      id = "lead-%06d-0".formatted(number);
      random = new Random(number * 31L + 7);
      now = BEGINNING.plus(Duration.ofMinutes(random.nextInt(150 * 24 * 60)));
      LeadProfile profile = new LeadProfile(
          true, EmailKind.BUSINESS, TITLES.get(random.nextInt(TITLES.size())),
          new LeadProfile.Company("Example Works " + random.nextInt(400), 1 + random.nextInt(2_000), "software"), "DE", null,
          new LeadProfile.FirstTouch("fair", null, null), Map.of(), MailConsent.UNKNOWN)
          .knownSince(now).withEmailDomain("works.example.com");
      state = LeadState.undecided(new LeadId(id), profile);
    }

    void live() {
      LeadProfile profile = state.profile();
      row("lead (lead_id, created_at, updated_at, email, email_key, company, company_size, industry, country, source, email_kind,"
              + " title)",
          id, now, now, id + "@works.example.com", id + "@works.example.com", profile.company().name(), profile.company().size(),
          profile.company().industry(), profile.country(), profile.firstTouch().source(), "BUSINESS", profile.title());
      decide(SITE, new EventBody.Entered("fair", false));
      for (int signal = 0; signal < signals; signal++) {
        passes(Duration.ofMinutes(random.nextInt(2 * 90 * 24 * 60 / signals)));
        boolean asks = random.nextInt(signals * 4) == 0;
        decide(SITE, new EventBody.Engaged(
            asks ? "demo_requested" : SIGNALS.get(random.nextInt(SIGNALS.size())), Map.of("page", "/p" + random.nextInt(9)),
            false));
        answers();
      }
      passes(Duration.ofDays(30));
    }

    /** Sales answers, and some of what it accepts is won. */
    private void answers() {
      LeadProgress progress = state.progress();
      if (progress != null && progress.stage() == Stage.SALES_QUALIFIED && random.nextInt(3) > 0) {
        decide(SALES, random.nextBoolean() ? new EventBody.Accepted(0) : new EventBody.Rejected(0, "no_budget", false));
      } else if (progress != null && progress.stage() == Stage.ACCEPTED && random.nextInt(3) == 0) {
        decide(SALES, new EventBody.OutcomeReported(
            random.nextInt(3) == 0 ? EventBody.Outcome.WON : EventBody.Outcome.LOST, null, null, null, false));
      }
    }

    private void passes(Duration time) {
      Instant until = now.plus(time);
      while (due != null && !due.at().isAfter(until)) {
        Due woken = due;
        now = due.at().isAfter(now) ? due.at() : now;
        decided(List.of());
        if (woken.equals(due)) {
          throw new IllegalStateException("nothing happened when this was due: " + woken);
        }
      }
      now = until;
    }

    private void decide(Principal by, EventBody body) {
      decided(List.of(new LeadEvent(++event, "event-" + event, now, now, by, body)));
    }

    private void decided(List<LeadEvent> events) {
      Decision decision = LeadLifecycle.decide(state, events, policy, desk, now);
      for (LeadEvent one : events) {
        row("inbox (lead_id, event_id, kind, label, occurred_at, recorded_at, principal_kind, principal_id, body, decided_seq,"
                + " verdict)",
            id, one.eventId(), EventKinds.of(one.body()), "event", one.occurredAt(), one.recordedAt(), one.by().kind().name(),
            one.by().id(), Json.write(one.body()), decision.next().seq(), Json.write(decision.verdicts().getFirst()));
      }
      int n = 0;
      for (Decision.Noted noted : decision.journal()) {
        row("lifecycle_event (lead_id, seq, n, at, type, principal_kind, principal_id, policy_version, entry)", id,
            decision.next().seq(), n++, decision.at(), EventKinds.of(noted.entry()), "SYSTEM", "leadloop", policy.version(),
            Json.write(noted.entry()));
      }
      state = decision.next();
      due = decision.due();
    }
  }

  private void row(String table, @Nullable Object... values) {
    StringBuilder text = rows.computeIfAbsent(table, ignored -> new StringBuilder());
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : "\t").append(values[i] == null ? "\\N" : values[i].toString().replace("\\", "\\\\"));
    }
    text.append('\n');
  }

  private void copy() {
    try (Connection connection = source.getConnection()) {
      for (Map.Entry<String, StringBuilder> table : rows.entrySet()) {
        connection.unwrap(PGConnection.class).getCopyAPI()
            .copyIn("copy " + table.getKey() + " from stdin", new StringReader(table.getValue().toString()));
      }
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    rows.clear();
  }
}
