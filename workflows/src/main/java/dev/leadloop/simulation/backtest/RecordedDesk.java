package dev.leadloop.simulation.backtest;

import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.routing.SalesDesk.Absence;
import dev.leadloop.routing.SalesDesk.Hours;
import dev.leadloop.routing.SalesDesk.Load;
import dev.leadloop.routing.SalesDesk.Rep;
import dev.leadloop.routing.SalesDesk.Share;
import dev.leadloop.routing.SalesDesk.Skills;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The desk of sales as a lead met it: whoever was given it by a turn, in the hours that its handoff was counted in. Who else was
 * there is not on record; where a policy hands the lead over at another time than it was, it goes to the queue, from which
 * whoever answered may take it.
 */
final class RecordedDesk {
  private final Map<String, Rep> known = new LinkedHashMap<>();
  private final String queue;
  private @Nullable String owner;

  RecordedDesk(String queue) {
    this.queue = queue;
  }

  /** The desk of the next turn, given what it wrote. */
  SalesDesk next(List<JournalEntry> written) {
    Map<String, Rep> given = new LinkedHashMap<>();
    for (JournalEntry entry : written) {
      Told told = Told.by(entry);
      if (told instanceof Told.Opened opened && !opened.line().handoff().queue()) {
        owner = opened.line().handoff().owner();
        given.put(owner, rep(opened.line().handoff()));
      } else if (told instanceof Told.Passed passed && !passed.line().to().equals(queue)) {
        String to = passed.line().to();
        given.put(to, known.getOrDefault(to, rep(to, Hours.OF_POLICY, null)));
      } else if (told instanceof Told.Asked asked && asked.line().raised() != null && owner != null) {
        known.put(owner, rep(owner, asked.line().raised().clock().counted(), null));
      }
    }
    List<Rep> there = new ArrayList<>(given.values());
    known.forEach((id, rep) -> {
      if (!given.containsKey(id)) {
        there.add(passedOver(rep));
      }
    });
    known.putAll(given);
    return new SalesDesk(true, there);
  }

  /** The desk between turns. */
  SalesDesk between() {
    return next(List.of());
  }

  private static Rep rep(Handoff handoff) {
    return rep(handoff.owner(), handoff.clock().counted(), handoff.clock().awayFrom() == null
        ? null
        : new Absence(handoff.clock().awayFrom(), null, false));
  }

  /** Whoever was given it is taken for the owner of its account, whom nothing but absence passes over. */
  private static Rep rep(String id, Hours hours, @Nullable Absence absence) {
    return new Rep(id, "", true, absence, Share.FULL, new Load(0, 0, null, 0), hours, Hours.OF_POLICY, Skills.ANY, true);
  }

  private static Rep passedOver(Rep rep) {
    return new Rep(rep.id(), rep.team(), false, rep.absence(), rep.share(), rep.load(), rep.hours(), rep.teamHours(),
        rep.skills(), false);
  }
}
