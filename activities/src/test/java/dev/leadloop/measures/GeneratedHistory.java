package dev.leadloop.measures;

import dev.leadloop.inbox.EventKinds;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.LeadViews;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalFold;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.record.PolicySource;
import dev.leadloop.store.Json;
import dev.leadloop.temporal.DecisionReply;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Leads with three years of history, as decisions would have written them: journals, facts by the product's own projector and
 * store, and beside them touches, signals, notices, mails and what readers did.
 */
final class GeneratedHistory {
  /** Where the three years end. */
  static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

  private static final int AT_A_TIME = 500;
  private static final Duration LENGTH = Duration.ofDays(3 * 365);
  private static final List<String> SOURCES =
      List.of("google", "google", "google", "bing", "linkedin", "webinar", "partner", "referral", "newsletter");
  private static final List<String> INDUSTRIES =
      List.of("software", "retail", "manufacturing", "healthcare", "finance", "education", "logistics", "energy");
  private static final List<String> COUNTRIES = List.of("DE", "US", "GB", "FR", "CH", "AT", "CA", "SE", "NL", "ES");
  private static final List<LeadPolicy> VERSIONS =
      List.of(PolicyTexts.read(PolicyCatalog.starter(), 1), PolicyTexts.read(PolicyCatalog.starter(), 2));

  private static final String JOURNAL = "lifecycle_event (lead_id, seq, n, at, type, principal_kind, principal_id,"
      + " cause_event_id, policy_version, entry)";

  private final DataSource source;
  private final JdbcClient jdbc;
  private final MeasureStore measures;
  private final Map<String, StringBuilder> rows = new LinkedHashMap<>();
  private int events;

  GeneratedHistory(DataSource source) {
    this.source = source;
    this.jdbc = JdbcClient.create(source);
    this.measures = new MeasureStore(jdbc);
  }

  /** Both versions of the policy by which these leads lived. */
  static final class Policies implements PolicySource {
    @Override
    public LeadPolicy version(int version) {
      return VERSIONS.get(version - 1);
    }

    @Override
    public LeadPolicy latest() {
      return VERSIONS.get(1);
    }
  }

  static String lead(int number) {
    return "lead-%07d".formatted(number);
  }

  /** Writes so many leads. */
  void write(int leads) {
    jdbc.sql("insert into team values ('north', 'North'), ('south', 'South'), ('west', 'West') on conflict do nothing").update();
    for (int rep = 0; rep < GeneratedLife.SELLERS; rep++) {
      jdbc.sql("insert into rep (rep_id, name, email, team_id) values (?, ?, ?, ?)")
          .params("seller-" + rep, "Rep " + rep, "rep" + rep + "@example.com", List.of("north", "south", "west").get(rep % 3))
          .update();
    }
    List<String> ids = new ArrayList<>();
    List<FactChanges> facts = new ArrayList<>();
    for (int number = 0; number < leads; number++) {
      Random random = new Random(number * 31L + 7);
      Instant entered = NOW.minus(Duration.ofSeconds((long) (random.nextDouble() * LENGTH.toSeconds())));
      GeneratedLife life = new GeneratedLife(lead(number), entered, NOW, random);
      beside(life);
      life.lines.forEach(line -> row(JOURNAL, life.id, line.seq(), line.n(), line.at(), EventKinds.of(line.entry()),
          line.by().kind().name(), line.by().id(), line.causeEventId(), line.policyVersion(), Json.write(line.entry())));
      ids.add(life.id);
      facts.add(FactProjector.changes(new LeadId(life.id), null, life.lines, new Policies()::version));
      if (ids.size() == AT_A_TIME || number == leads - 1) {
        copy();
        measures.replace(ids, facts);
        ids.clear();
        facts.clear();
      }
    }
    jdbc.sql("analyze").update();
  }

  private void beside(GeneratedLife life) {
    Random random = life.random;
    Instant first = life.entered;
    String source = of(random, SOURCES);
    row("lead (lead_id, created_at, updated_at, email, email_key, company, company_size, industry, country, source,"
            + " email_kind)",
        life.id, first, first, life.id + "@example.com", life.id + "@example.com", "Company " + random.nextInt(40_000),
        random.nextInt(5) == 0 ? null : 1 + random.nextInt(6_000), random.nextInt(5) == 0 ? null : of(random, INDUSTRIES),
        of(random, COUNTRIES), source, "BUSINESS");
    stands(life);
    Instant touched = first;
    for (int i = random.nextInt(4); i >= 0 && touched.isBefore(NOW); i--) {
      row("touch (lead_id, at, source, campaign, content, channel)", life.id, touched, source, "campaign-" + random.nextInt(30),
          (random.nextBoolean() ? "webinar-" : "ebook-") + random.nextInt(12), of(random, List.of("paid", "organic", "direct")));
      source = of(random, SOURCES);
      touched = touched.plus(Duration.ofHours(1 + random.nextInt(2_000)));
    }
    for (GeneratedLife.SignalRow signal : life.signals) {
      row("inbox (lead_id, event_id, kind, label, occurred_at, recorded_at, principal_kind, principal_id, body, decided_seq)",
          life.id, signal.event(), "signal", signal.type(), signal.at(), signal.at().minusSeconds(random.nextInt(5)), "MARKETING",
          "site", "{}", 1);
      row("signal (lead_id, event_id, type, occurred_at)", life.id, signal.event(), signal.type(), signal.at());
    }
    for (GeneratedLife.Told told : life.told) {
      row("effect (lead_id, seq, n, kind, effect, status, created_at, done_at)", life.id, told.seq(), 0, "notify",
          "{\"type\":\"notify\",\"notice\":\"HANDOFF\",\"cycle\":" + told.cycle() + "}", told.done() == null ? "OPEN" : "DONE",
          told.ordered(), told.done());
    }
    cycles(life);
    for (GeneratedLife.Mail mail : life.mails) {
      mailed(life, mail, random);
    }
  }

  private void stands(GeneratedLife life) {
    LeadProgress progress = null;
    for (JournalLine line : life.lines) {
      progress = JournalFold.apply(progress, line.entry(), line.at());
    }
    LeadView view = LeadViews.of(life.decisions(), Objects.requireNonNull(progress), null, VERSIONS.size());
    row("lead_status (lead_id, seq, decided_at, policy_version, stage, band, score, fit, grade, owner, sla_level, sla_due_at,"
            + " recycles, progress, reply)", life.id, view.seq(), life.lines.getLast().at(), view.policyVersion(),
        life.stage().label(), view.score().band().name(), view.score().score(), view.score().fit(), view.score().grade(),
        view.sales().owner(), view.sales().slaLevel().name(), view.sales().slaDueAt(), view.recycles(), Json.write(progress),
        Json.write(new DecisionReply(view.seq(), view, List.of(), null, false, List.of(), null, null)));
  }

  private void cycles(GeneratedLife life) {
    Map<Integer, JournalLine> opened = new LinkedHashMap<>();
    for (JournalLine line : life.lines) {
      if (line.entry() instanceof JournalEntry.CycleOpened one) {
        opened.put(one.handoff().cycle(), line);
      } else if (line.entry() instanceof JournalEntry.CycleEnded over) {
        cycle(life, (JournalEntry.CycleOpened) opened.remove(over.end().cycle()).entry(), over.end());
      }
    }
    opened.values().forEach(line -> cycle(life, (JournalEntry.CycleOpened) line.entry(), null));
  }

  private void cycle(GeneratedLife life, JournalEntry.CycleOpened opened, @Nullable EndedCycle end) {
    row("handoff_cycle (lead_id, cycle, owner, queue, trigger, sla_class, assigned_at, deadline, level, ended_how, ended_by,"
            + " ended_at, reason, clock)", life.id, opened.handoff().cycle(), opened.handoff().owner(), "false",
        opened.handoff().terms().trigger(), opened.handoff().terms().slaClass(), opened.handoff().terms().assignedAt(),
        opened.handoff().deadline(), "ON_TRACK", end == null ? null : end.how().name(), end == null ? null : end.by(),
        end == null ? null : end.at(), end == null ? null : end.reason(), Json.write(opened.handoff().clock()));
  }

  private void mailed(GeneratedLife life, GeneratedLife.Mail mail, Random random) {
    UUID id = new UUID(random.nextLong(), random.nextLong());
    int luck = random.nextInt(100);
    Instant sent = mail.at().plusSeconds(random.nextInt(600));
    row("send (send_id, lead_id, sequence, sequence_version, step, occurrence, effect_seq, effect_n, state, reserved_at,"
            + " sending_at, settled_at)", id, life.id, mail.sequence(), 1, mail.step(), mail.occurrence(), mail.seq(), mail.n(),
        luck < 90 ? "ACCEPTED" : luck < 93 ? "UNKNOWN" : luck < 97 ? "HELD" : "REJECTED", mail.at(), sent, sent);
    if (luck < 90) {
      reported(life, id, "DELIVERED", sent.plusSeconds(5));
      for (String kind : List.of("OPEN", "OPEN", "CLICK", "REPLY", "UNSUBSCRIBE", "SPAM_REPORT")) {
        int percent = switch (kind) {
          case "OPEN" -> 35;
          case "CLICK" -> 8;
          case "REPLY" -> 2;
          default -> 1;
        };
        if (random.nextInt(100) < percent) {
          reported(life, id, kind, sent.plusSeconds(60 + random.nextInt(90_000)));
        }
      }
    }
  }

  private void reported(GeneratedLife life, UUID mail, String kind, Instant at) {
    String event = "sendgrid:" + mail + ":" + kind + ":" + ++events;
    row("provider_event (event_id, kind, send_id, lead_id, occurred_at, received_at, body, applied_at)", event, kind, mail,
        life.id, at, at, "{\"sg_event_id\":\"" + event + "\",\"event\":\"" + kind + "\",\"timestamp\":"
            + at.getEpochSecond() + "}", at);
    if (kind.equals("CLICK")) {
      row("signal (lead_id, event_id, type, occurred_at)", life.id, event, "email_click", at);
    }
  }

  private static <T> T of(Random random, List<T> some) {
    return some.get(random.nextInt(some.size()));
  }

  private void row(String table, @Nullable Object... values) {
    StringBuilder text = rows.computeIfAbsent(table, ignored -> new StringBuilder());
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : "\t").append(values[i] == null ? "\\N" : values[i].toString().replace("\\", "\\\\"));
    }
    text.append('\n');
  }

  private void copy() {
    // Of a lead everything else speaks.
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(true);
      List<String> tables = new ArrayList<>(rows.keySet());
      tables.sort((one, other) -> Boolean.compare(!one.startsWith("lead ("), !other.startsWith("lead (")));
      for (String table : tables) {
        connection.unwrap(PGConnection.class).getCopyAPI()
            .copyIn("copy " + table + " from stdin", new StringReader(String.valueOf(rows.get(table))));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rows.clear();
  }
}
