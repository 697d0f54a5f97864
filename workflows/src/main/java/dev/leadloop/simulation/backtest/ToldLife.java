package dev.leadloop.simulation.backtest;

import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The life of a lead that a file told of, as it would have been on record: the lead came when the file says it did, and what it
 * did was recorded when it did it. What the file tells of its stages is held against the policy and not given to it.
 */
public final class ToldLife {
  private ToldLife() {}

  /** Whether a file told of the lead. */
  public static boolean isTold(RecordedLife life) {
    return life.turns().getFirst().events().stream()
        .anyMatch(event -> event.body() instanceof EventBody.Entered entered && entered.imported());
  }

  /**
   * The life as it would have been on record.
   *
   * @param came when the file says that the lead came first
   */
  public static RecordedLife asLived(RecordedLife life, Instant came) {
    RecordedLife.Turn first = life.turns().getFirst();
    Instant begins = begins(life, came);
    List<RecordedLife.Turn> turns = new ArrayList<>();
    for (RecordedLife.Turn turn : life.turns()) {
      List<LeadEvent> stay = new ArrayList<>();
      for (LeadEvent event : turn.events()) {
        switch (event.body()) {
          case EventBody.PastTold ignored -> {}
          case EventBody.Entered entered when entered.imported() ->
              turns.add(turn(first, moved(event, begins, new EventBody.Entered(entered.source(), false)), turn.applied()));
          case EventBody.Engaged engaged when engaged.imported() ->
              turns.add(turn(turn, moved(event, event.occurredAt(),
                  new EventBody.Engaged(engaged.type(), engaged.properties(), false)),
                  turn.applied()));
          default -> stay.add(event);
        }
      }
      turns.add(new RecordedLife.Turn(turn.at(), turn.policyVersion(), turn.profile(), stay, turn.applied(), turn.journal()));
    }
    turns.sort(Comparator.comparing(RecordedLife.Turn::at));
    return new RecordedLife(life.lead(), turns);
  }

  private static Instant begins(RecordedLife life, Instant came) {
    Instant begins = came;
    for (RecordedLife.Turn turn : life.turns()) {
      for (LeadEvent event : turn.events()) {
        if (event.body() instanceof EventBody.Engaged engaged && engaged.imported() && event.occurredAt().isBefore(begins)) {
          begins = event.occurredAt();
        }
      }
    }
    return begins;
  }

  private static LeadEvent moved(LeadEvent event, Instant at, EventBody body) {
    return new LeadEvent(event.row(), event.eventId(), at, at, event.by(), body);
  }

  private static RecordedLife.Turn turn(RecordedLife.Turn of, LeadEvent event, Set<String> applied) {
    return new RecordedLife.Turn(
        event.recordedAt(), of.policyVersion(), of.profile().knownSince(event.recordedAt()), List.of(event), applied, List.of());
  }
}
