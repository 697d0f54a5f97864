package dev.leadloop.simulation;

import dev.leadloop.lifecycle.journal.DeskFold;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.routing.SalesDesk;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sales desk of a play: what leads do to it, in order of time. */
final class VirtualDesk {
  /** A day is at most 25 hours long. */
  private static final Duration LONGEST_DAY = Duration.ofHours(25);

  private final LeadPolicy policy;
  private final Map<String, Deque<Instant>> given = new HashMap<>();
  private SalesDesk desk;

  VirtualDesk(LeadPolicy policy, List<SalesDesk.Rep> reps) {
    this.policy = policy;
    this.desk = new SalesDesk(true, reps);
  }

  /** The desk as it stands then for a lead whose company is that rep's account. */
  SalesDesk at(Instant at, @Nullable String accountOwner) {
    List<SalesDesk.Rep> reps = new ArrayList<>();
    for (SalesDesk.Rep rep : desk.reps()) {
      SalesDesk.Absence absence = rep.absence();
      boolean over = absence != null && absence.until() != null && !absence.until().isAfter(at);
      SalesDesk.Load load = rep.load();
      reps.add(new SalesDesk.Rep(
          rep.id(), rep.team(), rep.active(), over ? null : absence, rep.share(),
          new SalesDesk.Load(load.open(), today(rep, at), load.turns(), load.owed()), rep.hours(), rep.teamHours(),
          rep.skills(), rep.id().equals(accountOwner)));
    }
    return new SalesDesk(true, reps);
  }

  /** What a line of a lead's journal changes, by the rule by which a decision sees its own assignments. */
  void after(DeskChange change) {
    SalesDesk before = desk;
    desk = DeskFold.after(desk, change.before(), change.entry());
    for (int i = 0; i < before.reps().size(); i++) {
      SalesDesk.Rep rep = desk.reps().get(i);
      if (rep.load().today() > before.reps().get(i).load().today()) {
        given.computeIfAbsent(rep.id(), id -> new ArrayDeque<>()).add(change.at());
      }
    }
  }

  private int today(SalesDesk.Rep rep, Instant at) {
    Deque<Instant> times = given.get(rep.id());
    if (times == null) {
      return 0;
    }
    while (!times.isEmpty() && times.peek().isBefore(at.minus(LONGEST_DAY))) {
      times.remove();
    }
    ZoneId zone = rep.hours().over(rep.teamHours(), policy.calendars()).dayZone(policy.calendars());
    Instant begin = at.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    return (int) times.stream().filter(time -> !time.isBefore(begin)).count();
  }
}
