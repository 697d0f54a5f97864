package dev.leadloop.intake;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailDomains;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was known of a lead, and when: the changes of the facts that rules go by. */
public final class FactStore {
  /** The name of the domain of an address in the history. */
  public static final String DOMAIN = "emailDomain";

  private static final String ANSWERS = "answers.";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public FactStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One change of a fact; null is not known. */
  record Change(String field, @Nullable String old, @Nullable String now) {}

  /** By which door facts come, and whose hand it was. */
  static String source(IntakeRequest request) {
    return (request.imported() ? "import by " : "intake by ") + request.by();
  }

  /**
   * Keeps changes under the lead's lock. They are later than the last decision, which did not know them, and than the
   * changes before, whatever the clock of this process says.
   */
  void keep(LeadId lead, List<Change> changes, String source, Instant now) {
    if (changes.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into fact_change (lead_id, at, field, old, new, source)
            select :lead,
                   greatest(:now,
                            (select decided_at + interval '1 microsecond' from lead_status where lead_id = :lead),
                            (select max(at) + interval '1 microsecond' from fact_change where lead_id = :lead)),
                   field, old, now, :source
              from json_to_recordset(:rows::json) as r(field text, old text, now text)""")
        .param("lead", lead.value())
        .param("now", Times.in(now))
        .param("source", source)
        .param("rows", Json.rows(changes))
        .update();
  }

  /** Facts that enrichment found and that were now said as well: the value stays, and whose word it is changes. */
  static List<Change> confirmed(KnownLead before, LeadChange after) {
    Map<String, String> now = after.facts().byField();
    return before.enriched().found().keySet().stream()
        .filter(field -> !after.enriched().found().containsKey(field))
        .filter(field -> Objects.equals(before.facts().byField().get(field), now.get(field)))
        .map(field -> new Change(field, now.get(field), now.get(field)))
        .toList();
  }

  /** What a later telling changes of the facts that rules go by. */
  static List<Change> between(Known before, Known after) {
    Map<String, String> old = before.byField();
    Map<String, String> now = after.byField();
    TreeSet<String> fields = new TreeSet<>(old.keySet());
    fields.addAll(now.keySet());
    List<Change> changes = new ArrayList<>();
    for (String field : fields) {
      if (!Objects.equals(old.get(field), now.get(field))) {
        changes.add(new Change(field, old.get(field), now.get(field)));
      }
    }
    return changes;
  }

  /** Facts at one time. */
  record Known(
      LeadDetails.Facts facts,
      @Nullable String emailKey,
      @Nullable String source,
      @Nullable String campaign,
      @Nullable String content) {

    Map<String, String> byField() {
      Map<String, String> fields = new TreeMap<>(facts.byField());
      put(fields, "source", source);
      put(fields, "campaign", campaign);
      put(fields, "content", content);
      put(fields, DOMAIN, emailKey == null ? null : MailDomains.domainOf(emailKey));
      return fields;
    }

    private static void put(Map<String, String> fields, String field, @Nullable String value) {
      if (value != null) {
        fields.put(field, value);
      }
    }
  }

  /**
   * The facts as they were known at an instant: as they are known now, with every later change taken back. What came in
   * with the lead was known from the beginning.
   *
   * @param now what is known now
   */
  public LeadProfile knownAt(LeadRecord now, Instant at) {
    Map<String, @Nullable String> then = new HashMap<>();
    jdbc.sql(
            """
            select distinct on (field) field, old from fact_change
             where lead_id = :lead and at > greatest(:at, :entered)
             order by field, at""")
        .param("lead", now.leadId().value())
        .param("at", Times.in(at))
        .param("entered", Times.in(now.createdAt()))
        .query(row -> {
          then.put(row.getString("field"), row.getString("old"));
        });
    return then.isEmpty() ? now.profile() : before(now.profile(), then);
  }

  /**
   * The facts with changes taken back.
   *
   * @param then what each fact that changed was before; null where it was not known
   */
  public static LeadProfile before(LeadProfile now, Map<String, @Nullable String> then) {
    Instant since = now.knownSince();
    LeadProfile before = profile(now, then);
    return since == null ? before : before.knownSince(since);
  }

  /** Whose word a fact is, such as enrichment:file or the door by which it was told, and since when that is known. */
  public record Told(String source, Instant at) {}

  /** Of each fact that was known at an instant, by its name in the history, whose word it was then. */
  public Map<String, Told> toldAt(LeadRecord now, Instant at) {
    Map<String, Told> told = new TreeMap<>();
    jdbc.sql(
            """
            select * from (
              select distinct on (field) field, new, source, at from fact_change
               where lead_id = :lead and at <= greatest(:at, :entered)
               order by field, at desc) f
             where new is not null""")
        .param("lead", now.leadId().value())
        .param("at", Times.in(at))
        .param("entered", Times.in(now.createdAt()))
        .query(row -> {
          told.put(row.getString("field"), new Told(row.getString("source"), Times.out(row, "at")));
        });
    return told;
  }

  /** Facts as they were: those that are known now, but for those that were others then. */
  public static LeadProfile profile(LeadProfile now, Map<String, @Nullable String> then) {
    Map<String, String> answers = new HashMap<>(now.answers());
    then.forEach((field, old) -> {
      if (field.startsWith(ANSWERS)) {
        answer(answers, field.substring(ANSWERS.length()), old);
      }
    });
    String domain = then.get(DOMAIN);
    boolean moved = then.containsKey(DOMAIN);
    String size = then.containsKey("companySize") ? then.get("companySize") : text(now.company().size());
    return new LeadProfile(moved ? domain != null : now.addressKnown(),
        moved ? MailDomains.ofAddress(domain == null ? null : "@" + domain).kind() : now.emailKind(),
        was(then, "title", now.title()),
        new Company(
            was(then, "company", now.company().name()), size == null ? null : Integer.valueOf(size),
            was(then, "industry", now.company().industry())),
        was(then, "country", now.country()), was(then, "timeZone", now.timeZone()),
        new FirstTouch(
            was(then, "source", now.firstTouch().source()), was(then, "campaign", now.firstTouch().campaign()),
            was(then, "content", now.firstTouch().content())),
        answers, now.consent())
        .withEmailDomain(moved ? domain : now.emailDomain());
  }

  private static void answer(Map<String, String> answers, String question, @Nullable String old) {
    if (old == null) {
      answers.remove(question);
    } else {
      answers.put(question, old);
    }
  }

  private static @Nullable String was(Map<String, @Nullable String> then, String field, @Nullable String now) {
    return then.containsKey(field) ? then.get(field) : now;
  }

  private static @Nullable String text(@Nullable Integer number) {
    return number == null ? null : number.toString();
  }
}
