package dev.leadloop.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.record.RecordFixture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many addresses are suppressed together as each would be alone. */
class ManySuppressionsTest {
  private static final List<String> REASONS = List.of("unsubscribed", "hard_bounce", "complaint", "asked_by_phone");

  private final RecordFixture fixture = new RecordFixture();
  private final Suppressions suppressions = new Suppressions(
      fixture.records.leads(), new SuppressionStore(fixture.jdbc), fixture.records.inbox(), fixture.transaction, fixture.clock);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void together() {
    Random random = new Random(7);
    Map<String, LeadId> leads = new TreeMap<>();
    for (int i = 0; i < 12; i++) {
      for (String side : List.of("together", "alone")) {
        leads.put(i + side, fixture.lead("lead" + i + "@" + side + ".example"));
      }
    }
    int told = 0;
    int alone = 0;
    for (int round = 0; round < 3; round++) {
      Map<String, String> reasons = new HashMap<>();
      for (int i = 0; i < 40; i++) {
        if (random.nextInt(3) > 0) {
          reasons.put("lead" + i, REASONS.get(random.nextInt(REASONS.size())));
        }
      }
      Map<String, String> many = new HashMap<>();
      reasons.forEach((who, why) -> many.put(who + "@together.example", why));
      told += suppressions.suppressAll(many, RecordFixture.SITE);
      for (Map.Entry<String, String> one : reasons.entrySet()) {
        alone += suppressions.suppress(one.getKey() + "@alone.example", one.getValue(), RecordFixture.SITE) ? 1 : 0;
      }
    }
    assertThat(told).isEqualTo(alone).isPositive();
    assertThat(side("together")).isEqualTo(side("alone")).hasSizeGreaterThan(30);
    assertThat(suppressions.suppressAll(Map.of(), RecordFixture.SITE)).isZero();
  }

  private List<String> side(String side) {
    List<String> lines = new ArrayList<>();
    for (String sql : List.of(
        "select split_part(email_key, '@', 1) || suppressed || suppressed_by from address where email_key like :side",
        "select split_part(email_key, '@', 1) || what || detail || principal from address_event where email_key like :side",
        "select split_part(email_key, '@', 1) || kind || (body ->> 'reason') from inbox join lead using (lead_id)"
            + " where email_key like :side and kind = 'suppressed'")) {
      lines.addAll(fixture.jdbc.sql(sql + " order by 1").param("side", "%@" + side + ".example").query(String.class).list());
    }
    return lines;
  }

  @Test
  void thousandsTakeAHandfulOfStatements() {
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      many.put("p" + i + "@many.example", "list_cleaned");
    }
    fixture.source.taken();
    long began = System.nanoTime();
    assertThat(suppressions.suppressAll(many, RecordFixture.SITE)).isEqualTo(5_000);
    System.out.println("5,000 addresses suppressed in " + (System.nanoTime() - began) / 1_000_000 + " ms");
    assertThat(fixture.source.taken()).hasSizeLessThan(12);
  }
}
