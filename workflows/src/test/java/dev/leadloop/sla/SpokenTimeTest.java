package dev.leadloop.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpokenTimeTest {
  private static final Instant AT = Instant.parse("2026-11-24T19:45:00Z");

  @ParameterizedTest
  @CsvSource({
    "America/New_York, 'Tue 24 Nov 2026, 14:45 New York time'",
    "Europe/Berlin, 'Tue 24 Nov 2026, 20:45 Berlin time'",
    "America/Argentina/Buenos_Aires, 'Tue 24 Nov 2026, 16:45 Buenos Aires time'",
    "Asia/Tokyo, 'Wed 25 Nov 2026, 04:45 Tokyo time'",
    "CET, 'Tue 24 Nov 2026, 20:45 CET time'",
    "UTC, 'Tue 24 Nov 2026, 19:45 UTC'",
    "Etc/UTC, 'Tue 24 Nov 2026, 19:45 UTC'",
    "Z, 'Tue 24 Nov 2026, 19:45 UTC'",
    "+05:30, 'Wed 25 Nov 2026, 01:15 UTC+05:30'",
    "Etc/GMT+5, 'Tue 24 Nov 2026, 14:45 UTC-05:00'"
  })
  void timeSaysWhoseClockItIs(String zone, String spoken) {
    assertThat(SpokenTime.full(AT, ZoneId.of(zone))).isEqualTo(spoken);
  }

  @Test
  void briefTimeLeavesTheYearOutAndTheClockIn() {
    assertThat(SpokenTime.brief(AT, ZoneId.of("America/New_York"))).isEqualTo("Tue 24 Nov, 14:45 New York time");
  }
}
