package dev.leadloop.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.inbox.EventKinds;
import dev.leadloop.inbox.Urgency;
import dev.leadloop.lead.Principal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ResumeNewsTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final Principal SITE = new Principal(Principal.Kind.MARKETING, "site");

  @Test
  void leadIsToldOnceForEachPause() {
    assertThat(ResumeNews.of("nurture", 7, SITE, NOW).eventId())
        .isEqualTo(ResumeNews.of("nurture", 7, Principal.SYSTEM, NOW.plusSeconds(60)).eventId())
        .isNotEqualTo(ResumeNews.of("nurture", 8, SITE, NOW).eventId());
  }

  @Test
  void leadsAreToldOneAfterAnotherBehindWhatSomebodyWaitsFor() {
    ResumeNews news = ResumeNews.of("nurture", 7, SITE, NOW);
    assertThat(news.eventId()).isEqualTo("resume-7");
    assertThat(news.from()).isEqualTo(NOW);
    assertThat(news.ringsASecond()).isEqualTo(50);
    assertThat(news.urgency()).isEqualTo(Urgency.BULK);
    assertThat(news.sequence()).isEqualTo("nurture");
    assertThat(EventKinds.of(news.body())).isEqualTo("sequence_resumed");
  }
}
