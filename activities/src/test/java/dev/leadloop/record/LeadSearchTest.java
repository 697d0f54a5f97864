package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import dev.leadloop.view.LeadListStore;
import dev.leadloop.view.LeadListStore.Found;
import dev.leadloop.view.LeadQuery;
import dev.leadloop.view.LeadQuery.Known;
import dev.leadloop.view.LeadQuery.Order;
import dev.leadloop.view.LeadQuery.Standing;
import dev.leadloop.view.LeadQuery.Worth;
import dev.leadloop.view.Sight;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leads of random names and standing are found as by looking at each of them in memory: the same ones, in the same order. */
class LeadSearchTest {
  private static final int LEADS = 400;
  private static final int QUERIES = 600;
  private static final int PAGE = 7;
  private static final List<String> NAMES =
      List.of("Müller", "MULLER", "Øystein", "straße", "STRASSE", "Æsir", "Łukasz", "Иванов", "ИВАНОВА", "Ωμέγα", "ωμεγα",
          "Jean-Luc",
          "O'Neil", "100%", "a_b", "a\\b", "de  la Cruz", "İpek", "Ngọc", "中村", "مرحبا", "x", "Bo", "%", "_", "Anna", "Hannah");
  private static final List<String> PHONES =
      List.of("+49 (0)30 555-0199", "030 5550199", "0049 30 5550199", "(415) 555-0100", "+1 415 555 0100", "ext 12",
          "+33 1 23.45.67.89");
  private static final List<String> STAGES = List.of("NURTURING", "MQL", "SQL", "ACCEPTED", "WON");

  private record Lead(
      String id, @Nullable String first, @Nullable String last, @Nullable String company, String email, @Nullable String phone,
      String source, @Nullable String stage, int score, String grade, @Nullable String owner, @Nullable Instant due,
          Instant entered) {}

  private final Random random = new Random(20_261_130);

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private @Nullable String maybe(String text) {
    return random.nextInt(5) == 0 ? null : text;
  }

  private Lead lead(int n) {
    String stage = random.nextInt(10) == 0 ? null : any(STAGES);
    Instant entered = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(2_000_000));
    return new Lead(
        "lead-%04d".formatted(n), maybe(any(NAMES)), maybe(any(NAMES) + (random.nextBoolean() ? " " + any(NAMES) : "")),
        maybe(any(NAMES) + " GmbH"), "u" + n + "@" + (n % 7) + ".example", maybe(any(PHONES)), any(List.of("fair", "web")), stage,
        random.nextInt(8) * 10, any(List.of("A", "B")), maybe(any(List.of("rep-1", "rep-2"))),
        "SQL".equals(stage) ? entered.plusSeconds(random.nextInt(5) * 60L) : null, entered);
  }

  private static void write(JdbcClient jdbc, Lead lead) {
    jdbc.sql(
            """
            insert into lead (lead_id, created_at, updated_at, email, email_key, first_name, last_name, company, source, answers)
            values (?, now(), now(), ?, ?, ?, ?, ?, ?, jsonb_strip_nulls(jsonb_build_object('phone', cast(? as text))))""")
        .params(Arrays.asList(
            lead.id, lead.email, lead.email, lead.first, lead.last, lead.company, lead.source, lead.phone))
        .update();
    if (lead.stage == null) {
      return;
    }
    jdbc.sql(
            """
            insert into lead_status (lead_id, seq, decided_at, policy_version, stage, band, score, fit, grade, sla_level,
                sla_due_at,
                                     recycles, progress, reply, owner)
            values (?, 1, now(), 1, ?, 'COLD', ?, 0, ?, 'NONE', cast(? as timestamptz), 0, '{}', '{}', ?)""")
        .params(Arrays.asList(
            lead.id, lead.stage, lead.score, lead.grade, lead.due == null ? null : lead.due.toString(), lead.owner))
        .update();
    jdbc.sql(
            """
            insert into measure_lead (lead_id, entered_at, entered_policy, stage, stage_at)
            select lead, at, 1, stage, at from (values (?, ?, cast(? as timestamptz))) one (lead, stage, at)""")
        .params(List.of(lead.id, lead.stage, lead.entered.toString()))
        .update();
  }

  /** Written anew, and not as the database does it. */
  private static String folded(@Nullable String text) {
    String plain = Normalizer.normalize(Objects.toString(text, ""), Normalizer.Form.NFKD)
        .replaceAll("[\\u0300-\\u036f]", "").toLowerCase(Locale.ROOT).replaceAll("[\\u0300-\\u036f]", "");
    return plain.replace("ß", "ss").replace("æ", "ae").replace("ø", "o").replace("ł", "l").replace("ς", "σ").replaceAll("\\s+",
        " ");
  }

  private static boolean matches(Lead lead, String text) {
    String known = " " + Stream.of(lead.first, lead.last, lead.company, lead.email, lead.id)
        .map(LeadSearchTest::folded).collect(Collectors.joining(" ")) + " ";
    String digits = Objects.toString(lead.phone, "").replace("(0)", "").replaceAll("\\D", "");
    List<String> words = Arrays.stream(text.strip().split("\\s+"))
        .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit)).toList();
    boolean all = !words.isEmpty() && words.stream().allMatch(word -> {
      String plain = folded(word);
      return word.codePointCount(0, word.length()) > 2
          ? known.contains(plain) || digits.contains(plain)
          : known.contains(" " + plain) || digits.startsWith(plain) && !digits.isEmpty();
    });
    String asked = text.replace("(0)", "").replaceAll("\\D", "").replaceFirst("^0+", "");
    boolean phone = text.matches("[+0-9 ()./-]+") && asked.length() >= 4;
    return all || phone && (digits.contains(asked) || known.replace(" ", "|").contains(asked));
  }

  private String text(List<Lead> leads) {
    Lead one = any(leads);
    String part = switch (random.nextInt(7)) {
      case 0 -> any(PHONES);
      case 1 -> one.email.substring(random.nextInt(3));
      case 2 -> one.id.substring(random.nextInt(6));
      case 3 -> any(NAMES) + " " + any(NAMES);
      case 4 -> Objects.toString(one.company, "x").toUpperCase(Locale.ROOT);
      case 5 -> Objects.toString(one.last, "%").toLowerCase(Locale.ROOT);
      default -> any(NAMES);
    };
    int from = random.nextInt(Math.max(1, part.length() / 2));
    String cut = random.nextBoolean() ? part : part.substring(from);
    return cut.isBlank() ? "x" : cut;
  }

  private LeadQuery query(List<Lead> leads) {
    boolean dated = random.nextInt(4) == 0;
    Instant from = any(leads).entered;
    return new LeadQuery(
        random.nextInt(4) == 0 ? new Sight(Set.of("rep-1")) : Sight.ALL,
        random.nextInt(4) == 0 ? null : text(leads),
        Known.ANY,
        new Standing(random.nextInt(3) == 0 ? any(STAGES) : null, null, random.nextInt(5) == 0 ? "rep-2" : null, null,
            dated ? from : null, dated ? from.plusSeconds(900_000) : null),
        new Worth(random.nextInt(4) == 0 ? "fair" : null, random.nextInt(4) == 0 ? "A" : null,
            random.nextInt(4) == 0 ? random.nextInt(70) : null, random.nextInt(6) == 0 ? 40 : null, null),
        null, any(List.of(Order.values())), null, PAGE);
  }

  private static List<String> naive(List<Lead> leads, LeadQuery query) {
    Standing standing = query.standing();
    Worth worth = query.worth();
    Comparator<Lead> newest = Comparator.comparing(Lead::id).reversed();
    Comparator<Lead> order = switch (query.order()) {
      case NEWEST -> newest;
      case SCORE -> Comparator.comparing(Lead::score).reversed().thenComparing(newest);
      case DUE -> Comparator.comparing((Lead lead) -> Objects.requireNonNull(lead.due)).thenComparing(Lead::id);
    };
    return leads.stream()
        .filter(lead -> query.order() != Order.SCORE || lead.stage != null)
        .filter(lead -> query.order() != Order.DUE || lead.due != null)
        .filter(lead -> query.sight().reps() == null || lead.stage != null && "rep-1".equals(lead.owner))
        .filter(lead -> query.text() == null || matches(lead, query.text()))
        .filter(lead -> standing.stage() == null || standing.stage().equals(lead.stage))
        .filter(lead -> standing.owner() == null || lead.stage != null && standing.owner().equals(lead.owner))
        .filter(lead -> standing.from() == null || lead.stage != null && !lead.entered.isBefore(standing.from()))
        .filter(lead -> standing.until() == null || lead.stage != null && lead.entered.isBefore(standing.until()))
        .filter(lead -> worth.source() == null || worth.source().equals(lead.source))
        .filter(lead -> worth.grade() == null || lead.stage != null && worth.grade().equals(lead.grade))
        .filter(lead -> worth.least() == null || lead.stage != null && lead.score >= worth.least())
        .filter(lead -> worth.most() == null || lead.stage != null && lead.score <= worth.most())
        .sorted(order)
        .map(Lead::id)
        .toList();
  }

  private static List<String> paged(LeadListStore store, LeadQuery query) {
    List<String> all = new ArrayList<>();
    List<Found> page = store.find(query);
    while (!page.isEmpty()) {
      page.forEach(found -> all.add(found.line().leadId()));
      page = page.size() < PAGE ? List.of() : store.find(query.after(page.getLast().place()));
    }
    return all;
  }

  @Test
  void whatIsFoundIsWhatLookingAtEachLeadFinds() {
    try (TestDatabase database = TestPostgres.freshDatabase()) {
      JdbcClient jdbc = JdbcClient.create(database.dataSource());
      List<Lead> leads = Stream.iterate(0, n -> n + 1).limit(LEADS).map(this::lead).toList();
      leads.forEach(lead -> write(jdbc, lead));
      LeadListStore store = new LeadListStore(jdbc);
      int some = 0;
      for (int n = 0; n < QUERIES; n++) {
        LeadQuery query = query(leads);
        List<String> expected = naive(leads, query);
        assertThat(paged(store, query)).as("%s", query).isEqualTo(expected);
        assertThat(store.count(query, LEADS)).as("count of %s", query).isEqualTo(expected.size());
        some += expected.isEmpty() ? 0 : 1;
      }
      assertThat(some).as("queries that find something").isGreaterThan(QUERIES / 4);
      assertThat(store.sources(10)).containsExactly("fair", "web");
      assertThat(store.isSource("fair")).isTrue();
      assertThat(store.isSource("moon")).isFalse();
    }
  }
}
