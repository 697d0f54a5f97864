package dev.leadloop.measures.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Instants are of the month and week that the calendar says, also where clocks are changed beside a beginning. */
class CalendarCutTest {
  /** Havana sets its clocks back at one o'clock of a Sunday that may be the first of a month; Apia went without a day. */
  private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "America/Havana", "Pacific/Apia", "Asia/Beirut",
      "Atlantic/Azores", "Australia/Lord_Howe", "America/Asuncion", "Africa/Casablanca", "Asia/Kathmandu", "Pacific/Kiritimati");

  /** Each half hour of a day and a half around every beginning of a month or week, and instants in years before and after. */
  private static final String INSTANTS =
      """
      (select b + q * interval '30 minutes' as at
         from generate_series('2014-01-01 12:00Z'::timestamptz, '2028-01-01', '1 %1$s', 'UTC') m,
              lateral (select date_trunc('%1$s', m, :zone) as b), generate_series(-72, 72) q
       union all select '1890-05-01'::timestamptz + d * interval '37 days 5 hours 13 minutes' from generate_series(0, 1500) d)""";

  private final TestDatabase database = TestPostgres.freshDatabase();
  private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

  @AfterEach
  void close() {
    database.close();
  }

  private long differences(Cut cut, String zone, String which, String now) {
    String statement = "with " + CutStore.starts(cut) + "looked as (select r.at, " + CutStore.grouped(cut, Map.of())
        + " as k from " + INSTANTS.formatted(cut.called()) + " r) select count(*) from looked where "
        + which.formatted(cut.called());
    return jdbc.sql(statement.replace(":now", "'" + now + "'::timestamptz").replace(":within", "interval '720 hours'"))
        .param("zone", zone).query(Long.class).single();
  }

  @Test
  void anInstantIsOfTheMonthAndWeekOfTheCalendar() {
    for (String zone : ZONES) {
      for (Cut cut : List.of(Cut.MONTH, Cut.WEEK)) {
        assertThat(differences(cut, zone, "k is distinct from date_trunc('%1$s', at, :zone)", "2026-11-20 08:00Z"))
            .as("%s of %s", cut, zone).isZero();
      }
    }
    assertThat(differences(Cut.MONTH, "UTC", "k < at", "2026-11-20 08:00Z")).isGreaterThan(20_000);
  }

  @Test
  void aCohortIsYoungUntilItsEndIsOldEnough() {
    for (String zone : List.of("Europe/Berlin", "America/Havana", "Pacific/Apia")) {
      for (Cut cut : List.of(Cut.MONTH, Cut.WEEK)) {
        String young = "((date_trunc('%1$s', at at time zone :zone) + interval '1 %1$s') at time zone :zone + :within > :now)";
        for (String now : List.of("2026-11-20 08:00Z", "2026-12-01 04:29:59Z", "2026-12-01 04:30:01Z", "2026-12-01 05:00Z")) {
          assertThat(differences(cut, zone, young + " is distinct from (k >= " + CutStore.firstYoung(cut) + ")", now))
              .as("%s of %s at %s", cut, zone, now).isZero();
        }
      }
    }
  }
}
