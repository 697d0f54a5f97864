package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.scoring.Scoring;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VoidedSignalTest {
  private static final Principal PROVIDER = new Principal(Principal.Kind.PROVIDER, "sendgrid");

  private static EventBody.SignalVoided voided(String signal) {
    return new EventBody.SignalVoided(signal, "pricing_page_view", "fetched by a link scanner");
  }

  @Test
  void voidingTakesThePointsBackOutAndTheScoreSaysWhy() {
    Life life = Life.entered(Life.intern()).signal("pricing_page_view");
    assertThat(life.progress().qualification().score().score()).isEqualTo(25);
    life.happens(PROVIDER, voided("event-2"));
    assertThat(life.progress().qualification().score().score()).isZero();
    assertThat(life.progress().qualification().score().reasons()).isEmpty();
    assertThat(life.written(JournalEntry.SignalVoided.class)).hasSize(1);
    assertThat(Scoring.score(life.state.profile(), life.state.signals(), life.policy, life.now).contributions())
        .filteredOn(contribution -> "event-2".equals(contribution.eventId()))
        .singleElement()
        .satisfies(contribution -> {
          assertThat(contribution.counted()).isZero();
          assertThat(contribution.label()).isEqualTo("pricing page viewed (does not count: fetched by a link scanner)");
        });
  }

  @Test
  void voidedSignalThatComesLaterNeverCounts() {
    Life life = Life.entered(Life.intern()).happens(PROVIDER, voided("event-3")).signal("pricing_page_view");
    assertThat(life.progress().qualification().score().score()).isZero();
    assertThat(life.written(JournalEntry.SignalRecorded.class)).isEmpty();
  }

  @Test
  void voidingTwiceIsVoidingOnce() {
    Life life = Life.entered(Life.intern()).signal("pricing_page_view").happens(PROVIDER, voided("event-2"));
    long seq = life.state.seq();
    life.happens(PROVIDER, voided("event-2"));
    assertThat(life.state.seq()).isEqualTo(seq);
    assertThat(life.lastVerdict().applied()).isTrue();
  }

  @Test
  void leadThatWasMqlByMachinesFallsBack() {
    Life life = Life.entered(Life.director()).signal("pricing_page_view").signal("ebook_download");
    assertThat(life.stage()).isEqualTo(Stage.MQL);
    life.happens(PROVIDER, voided("event-2"));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
  }

  @Test
  void orderOfSignalsAndVoidingsMakesNoDifference() {
    Life measure = Life.entered(Life.intern());
    List<LeadEvent> events = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      events.add(measure.event(PROVIDER, new EventBody.Engaged("email_open", Map.of(), false)));
    }
    for (int i : List.of(1, 4, 5)) {
      events.add(measure.event(PROVIDER, new EventBody.SignalVoided(events.get(i).eventId(), "email_open", "a machine")));
    }
    for (long seed = 0; seed < 50; seed++) {
      Life life = Life.entered(Life.intern());
      Collections.shuffle(events, new Random(seed));
      events.forEach(event -> life.decide(List.of(event)));
      assertThat(life.progress().qualification().score().score()).as("seed " + seed).isEqualTo(6);
      assertThat(life.state.signals()).filteredOn(Signal::voided).as("seed " + seed).hasSize(3);
    }
  }
}
