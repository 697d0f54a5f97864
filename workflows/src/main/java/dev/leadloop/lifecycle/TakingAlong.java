package dev.leadloop.lifecycle;

import dev.leadloop.lifecycle.event.Placement;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.journal.NurtureProgress.SequenceRun;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a lead takes along to another version of the policy: which mails it has had of sequences it is not through with, so
 * that none is mailed twice, and where it is to take them up. A sequence that is over stays so for the lead's track; whoever
 * orders its new version has it mailed anew.
 */
final class TakingAlong {
  private final LeadProgress progress;
  private final LeadPolicy to;
  private final Placement placement;
  private final Map<String, SequenceRun> changed = new TreeMap<>();

  private TakingAlong(LeadProgress progress, LeadPolicy to, Placement placement) {
    this.progress = progress;
    this.to = to;
    this.placement = placement;
  }

  /** The runs that are others from then on, by {@code id@version}. */
  static Map<String, SequenceRun> runs(LeadProgress progress, LeadPolicy to, Placement placement) {
    TakingAlong taking = new TakingAlong(progress, to, placement);
    taking.latest().forEach(taking::take);
    return taking.changed;
  }

  /** Of each sequence the key of the run that counts: the one running, else the one left last, else the newest. */
  private Map<String, String> latest() {
    Map<String, String> latest = new TreeMap<>();
    progress.nurture().runs().keySet().forEach(key ->
        latest.merge(key.substring(0, key.lastIndexOf('@')), key, (one, other) -> later(one, other) ? one : other));
    NurturePosition running = progress.nurture().position();
    if (running != null) {
      latest.put(running.sequence(), SequenceRun.key(running.sequence(), running.sequenceVersion()));
    }
    return latest;
  }

  private boolean later(String one, String other) {
    NurturePosition left = run(one).next();
    NurturePosition otherLeft = run(other).next();
    if (left != null && otherLeft != null) {
      return left.since().isAfter(otherLeft.since());
    }
    return left == null && otherLeft == null ? version(one) > version(other) : left != null;
  }

  private static int version(String key) {
    return Integer.parseInt(key.substring(key.lastIndexOf('@') + 1));
  }

  private SequenceRun run(String key) {
    SequenceRun run = progress.nurture().runs().get(key);
    return run == null ? new SequenceRun(0, null, 0, Map.of()) : run;
  }

  private void take(String id, String key) {
    SequenceRun run = run(key);
    NurturePosition running = progress.nurture().position();
    boolean runs = running != null && running.sequence().equals(id);
    NurturePosition left = runs ? running : run.next();
    if (left == null) {
      Sequence same = to.sequences().get(id);
      if (same != null && !progress.nurture().runs().containsKey(key(same))) {
        changed.put(key(same), new SequenceRun(run.occurrence(), null, run.since(), Map.of()));
      }
      return;
    }
    Placement.Place place = placement.of(to, id, left.step());
    Sequence there = place.sequence() == null ? to.sequences().get(id) : place.sequence();
    if (there == null || !there.id().equals(id)) {
      put(key, new SequenceRun(run.occurrence(), null, run.since(), run.had()));
    }
    if (there != null) {
      Map<String, Integer> had = runs && !place.found().goesOn() ? withoutHeld(left, run.had()) : run.had();
      put(key(there), along(id, new SequenceRun(run.occurrence(), left, run.since(), had), place, there));
    }
  }

  private SequenceRun along(String id, SequenceRun run, Placement.Place place, Sequence there) {
    SequenceRun before = run(key(there));
    int occurrence = Math.max(run.occurrence(), before.occurrence());
    Map<String, Integer> had = new TreeMap<>(before.had());
    if (there.id().equals(id)) {
      run.had().forEach((mail, last) -> had.merge(mail, last >= run.occurrence() ? occurrence : last, Math::max));
    }
    NurturePosition left = run.next();
    String step = place.found() == Placement.Found.NEXT ? Placement.behind(there, had.keySet()) : place.step();
    NurturePosition next =
        step == null || left == null
            ? null
            : new NurturePosition(
                there.id(), there.version(), occurrence, step, left.mails(), left.enrolledAt(), left.since(), left.dueAt());
    return new SequenceRun(occurrence, next, run.since(), had);
  }

  /** A mail that waits to go and is dropped with its place has not been had. */
  private Map<String, Integer> withoutHeld(NurturePosition left, Map<String, Integer> had) {
    Map<String, Integer> kept = new TreeMap<>(had);
    for (HeldMail mail : progress.nurture().held()) {
      if (mail.sequence().equals(left.sequence()) && mail.sequenceVersion() == left.sequenceVersion()) {
        kept.remove(mail.step());
      }
    }
    return kept;
  }

  private void put(String key, SequenceRun run) {
    if (!run.equals(progress.nurture().runs().get(key))) {
      changed.put(key, run);
    }
  }

  private static String key(Sequence sequence) {
    return SequenceRun.key(sequence.id(), sequence.version());
  }
}
