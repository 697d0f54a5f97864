package dev.leadloop.api.desk;

import dev.leadloop.desk.RepStore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A rep as the API shows one, with how many handoffs wait for the rep's answer. */
record RepView(
    String id,
    String name,
    String email,
    String team,
    boolean manager,
    boolean active,
    @Nullable Instant absentFrom,
    @Nullable Instant absentUntil,
    boolean catchUp,
    int weight,
    @Nullable Integer openAtOnce,
    @Nullable Integer perDay,
    @Nullable String calendar,
    @Nullable String timeZone,
    Map<String, List<String>> hours,
    SortedSet<LocalDate> daysOff,
    Set<String> territories,
    Set<String> segments,
    Set<String> languages,
    int openHandoffs) {

  static RepView of(RepStore.Rep rep, int openHandoffs) {
    RepStore.Work work = rep.work();
    return new RepView(
        rep.id(),
        rep.name(),
        rep.email(),
        rep.team(),
        rep.manager(),
        rep.active(),
        rep.absentFrom(),
        rep.absentUntil(),
        work.catchUp(),
        work.weight(),
        work.openAtOnce(),
        work.perDay(),
        work.calendar(),
        work.timeZone(),
        work.hours(),
        new TreeSet<>(work.daysOff()),
        work.territories(),
        work.segments(),
        work.languages(),
        openHandoffs);
  }
}
