package dev.leadloop.lifecycle.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.OutdatedNotice;
import dev.leadloop.lifecycle.RandomLivesTest;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Effect.Notice;
import dev.leadloop.lifecycle.deciding.LeadState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whom random lives tell: whoever loses a lead by another's doing, and nobody for what is done or what they did. */
class WhoIsToldTest {
  private static final Set<Notice> ASKING =
      EnumSet.of(Notice.HANDOFF, Notice.REMINDER, Notice.ESCALATION, Notice.QUEUED);

  private final Map<Notice, Integer> seen = new EnumMap<>(Notice.class);
  private int lost;

  @Test
  void whoeverLosesALeadByAnothersDoingIsToldAndNobodyIsAskedForWhatIsDone() {
    for (long seed = 1; seed <= 2_000; seed++) {
      long life = seed;
      RandomLivesTest.randomLife(seed, (before, decision) -> {
        if (!decision.needsDesk()) {
          check(life, before, decision);
        }
        return decision;
      });
    }
    System.out.println("notices of 2000 lives that still hold: " + seen + "; reps who lost a lead: " + lost);
    assertThat(seen.keySet()).contains(Notice.values());
    assertThat(lost).isGreaterThan(1_000);
  }

  private void check(long seed, LeadState before, Decision decision) {
    LeadProgress progress = decision.next().progress();
    if (progress == null) {
      return;
    }
    List<Effect.Notify> notices =
        decision.effects().stream().filter(Effect.Notify.class::isInstance).map(Effect.Notify.class::cast).toList();
    for (Effect.Notify notice : notices) {
      if (OutdatedNotice.why(notice, progress, decision.at()) == null) {
        seen.merge(notice.notice(), 1, Integer::sum);
        holds(seed, notice, progress);
      }
    }
    losers(before.progress(), decision).forEach(rep -> {
      lost++;
      assertThat(notices)
          .as("seed %d: %s lost a lead in %s", seed, rep, decision.journal())
          .anySatisfy(notice -> assertThat(notice.recipient()).isEqualTo(rep));
    });
    takers(decision).forEach(taker ->
        assertThat(notices)
            .as("seed %d: %s took it over", seed, taker)
            .noneMatch(notice -> notice.notice() == Notice.HANDOFF && notice.recipient().equals(taker)
                && OutdatedNotice.why(notice, progress, decision.at()) == null));
  }

  /** Found in the state itself, not by the code that is tested. */
  private static void holds(long seed, Effect.Notify notice, LeadProgress progress) {
    String what = "seed " + seed + ": " + notice + " with the lead in " + progress.stage();
    Handoff open = progress.handoff();
    if (ASKING.contains(notice.notice())) {
      assertThat(progress.stage()).as(what).isEqualTo(Stage.SALES_QUALIFIED);
      assertThat(open == null ? 0 : open.cycle()).as(what).isEqualTo(notice.cycle());
    }
    switch (notice.notice()) {
      case HANDOFF, REMINDER, QUEUED -> assertThat(open == null ? "" : open.owner()).as(what).isEqualTo(notice.recipient());
      case ESCALATION -> assertThat(notice.recipient()).as(what).isEqualTo("queue");
      case REASSIGNED, WITHDRAWN ->
          assertThat(open == null ? String.valueOf(progress.sales().owner()) : open.owner())
              .as(what)
              .isNotEqualTo(notice.recipient());
      case REVIEW -> assertThat(progress.qualification().review()).as(what).isNotNull();
      case CONTACT_MISSED -> assertThat(progress.sales().contacted()).as(what).isFalse();
      case REQUESTED -> {
        assertThat(progress.stage()).as(what).isIn(Stage.SALES_QUALIFIED, Stage.ACCEPTED, Stage.OPPORTUNITY);
        String owner = open == null ? progress.sales().owner() : open.owner();
        assertThat(owner == null ? "queue" : owner).as(what).isEqualTo(notice.recipient());
      }
      case STALLED, PASSED_ON -> assertThat(progress.sales().owner()).as(what).isEqualTo(notice.recipient());
    }
  }

  /** Reps who had a lead before or meanwhile, and have it no more since somebody else, or the clock, did something. */
  private static List<String> losers(@Nullable LeadProgress before, Decision decision) {
    List<String> losers = new ArrayList<>();
    LeadProgress known = before;
    for (Decision.Noted noted : decision.journal()) {
      Handoff open = known == null ? null : known.handoff();
      boolean ends = noted.entry() instanceof JournalEntry.CycleEnded || noted.entry() instanceof JournalEntry.OwnerChanged;
      if (ends && open != null && !open.queue() && !by(noted, open.owner())) {
        losers.add(open.owner());
      }
      known = JournalFold.apply(known, noted.entry(), decision.at());
    }
    return losers;
  }

  private static boolean by(Decision.Noted noted, String rep) {
    return noted.by().id().equals(rep);
  }

  private static List<String> takers(Decision decision) {
    return decision.journal().stream()
        .filter(noted -> noted.entry() instanceof JournalEntry.CycleEnded ended
            && CycleEnds.takenOver(ended.end().how(), noted.by(), ended.end().reason()))
        .map(noted -> noted.by().id())
        .toList();
  }
}
