package dev.leadloop.routing;

import dev.leadloop.sla.BusinessCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The reps a handoff may go to, as they stand when the decision is made.
 *
 * @param locked false for the first look, when nobody may be assigned yet
 */
public record SalesDesk(boolean locked, List<Rep> reps) {
  /**
   * A rep as routing sees one.
   *
   * @param active false for one who has left
   * @param absence the present or next absence; null for none
   * @param share what the rep takes on
   * @param load what the rep has had so far
   * @param hours when the rep works, as far as that is set for the rep
   * @param teamHours when the rep's team works
   * @param skills what the rep is there for
   * @param ownsAccount whether the lead's account is the rep's
   */
  public record Rep(
      String id,
      String team,
      boolean active,
      @Nullable Absence absence,
      Share share,
      Load load,
      Hours hours,
      Hours teamHours,
      Skills skills,
      boolean ownsAccount) {

    /** When the rep works: by what is set for the rep, else for the team, else by that calendar. */
    public BusinessCalendar calendar(Map<String, BusinessCalendar> calendars, BusinessCalendar otherwise) {
      return hours.over(teamHours, calendars).in(calendars, otherwise);
    }

    /** Whether the rep may be given leads at all then. */
    public boolean available(Instant at) {
      return active && !absent(at);
    }

    /** Whether an absence has begun by then and is not over. */
    public boolean absent(Instant at) {
      return absence != null && absence.covers(at);
    }

    Rep with(Load changed) {
      return new Rep(id, team, active, absence, share, changed, hours, teamHours, skills, ownsAccount);
    }
  }

  /**
   * A time in which a rep is offered nothing.
   *
   * @param until null for an open end
   * @param catchUp whether the rep is owed the turns that were missed
   */
  public record Absence(Instant from, @Nullable Instant until, boolean catchUp) {
    /** Whether it has begun by then and is not over. */
    public boolean covers(Instant at) {
      return !from.isAfter(at) && (until == null || at.isBefore(until));
    }
  }

  /**
   * What a rep takes on.
   *
   * @param weight share of the team's leads in relation to the others' weights, from 1 to 100
   * @param openAtOnce most handoffs waiting for the rep's answer; null for no limit
   * @param perDay most leads given in one day of the rep's; null for no limit
   */
  public record Share(int weight, @Nullable Integer openAtOnce, @Nullable Integer perDay) {
    /** A full share without limits. */
    public static final Share FULL = new Share(100, null, null);
  }

  /**
   * What a rep has had.
   *
   * @param open handoffs waiting for an answer
   * @param today leads given since the rep's day began
   * @param turns place in the round of the team, raised with every lead by {@link #TURN} over the weight; null before
   *     the first, when the rep joins where the others stand
   * @param owed how much of that place the rep has not had, having been away, and is to make up for
   */
  public record Load(int open, int today, @Nullable Long turns, long owed) {}

  /**
   * Working hours.
   *
   * @param calendar id of a calendar of the policy; null for that of the team, else of the answer time class
   * @param zone where these hours are; null for the calendar's own
   * @param own hours instead of the calendar's, whose holidays stay; empty for none
   * @param daysOff days without work beside the calendar's holidays
   */
  public record Hours(
      @Nullable String calendar,
      @Nullable ZoneId zone,
      Map<DayOfWeek, List<BusinessCalendar.Block>> own,
      Set<LocalDate> daysOff) {
    /** As the policy says. */
    public static final Hours OF_POLICY = new Hours(null, null, Map.of());

    private static final BusinessCalendar NO_CALENDAR =
        new BusinessCalendar("", ZoneOffset.UTC, Map.of(), Set.of(), true);

    private static final Map<DayOfWeek, List<BusinessCalendar.Block>> ALL_DAY =
        Arrays.stream(DayOfWeek.values())
            .collect(Collectors.toUnmodifiableMap(
                day -> day, day -> List.of(new BusinessCalendar.Block(LocalTime.MIN, LocalTime.MIN))));

    /** Hours without days off of their own. */
    public Hours(
        @Nullable String calendar, @Nullable ZoneId zone, Map<DayOfWeek, List<BusinessCalendar.Block>> own) {
      this(calendar, zone, own, Set.of());
    }

    public Hours {
      own = Map.copyOf(own);
      daysOff = Set.copyOf(daysOff);
    }

    /**
     * These hours where they say something, and those of the team for the rest. A calendar of one's own stands by itself:
     * it brings its hours, its holidays and its zone.
     */
    public Hours over(Hours team, Map<String, BusinessCalendar> calendars) {
      boolean ofItsOwn = calendar != null && calendars.containsKey(calendar);
      return new Hours(
          ofItsOwn ? calendar : team.calendar,
          zone == null && !ofItsOwn ? team.zone : zone,
          own.isEmpty() && !ofItsOwn ? team.own : own,
          ofItsOwn ? daysOff : union(daysOff, team.daysOff));
    }

    /** By whose clock a day begins: that of these hours, and UTC where nothing is set. */
    public ZoneId dayZone(Map<String, BusinessCalendar> calendars) {
      return in(calendars, NO_CALENDAR).zone();
    }

    /** The calendar these hours come to. */
    public BusinessCalendar in(Map<String, BusinessCalendar> calendars, BusinessCalendar otherwise) {
      BusinessCalendar base = calendar == null ? otherwise : calendars.getOrDefault(calendar, otherwise);
      ZoneId there = zone == null ? base.zone() : zone;
      if (base.alwaysOpen() && own.isEmpty()) {
        return daysOff.isEmpty()
            ? new BusinessCalendar(base.id(), there, base.hours(), base.holidays(), true)
            : new BusinessCalendar(base.id(), there, ALL_DAY, daysOff, false);
      }
      Set<LocalDate> holidays = union(base.holidays(), daysOff);
      return new BusinessCalendar(base.id(), there, own.isEmpty() ? base.hours() : own, holidays, false);
    }

    private static Set<LocalDate> union(Set<LocalDate> some, Set<LocalDate> more) {
      if (more.isEmpty()) {
        return some;
      }
      Set<LocalDate> all = new HashSet<>(some);
      all.addAll(more);
      return all;
    }
  }

  /** What a rep is there for; an empty set stands for everything. */
  public record Skills(Set<String> territories, Set<String> segments, Set<String> languages) {
    /** For everything. */
    public static final Skills ANY = new Skills(Set.of(), Set.of(), Set.of());

    public Skills {
      territories = Set.copyOf(territories);
      segments = Set.copyOf(segments);
      languages = Set.copyOf(languages);
    }
  }

  /** One turn of a rep of weight 1. */
  public static final long TURN = 100_000_000;

  /** The desk before it is locked: a decision that needs it asks for it. */
  public static final SalesDesk UNSEEN = new SalesDesk(false, List.of());

  public SalesDesk {
    reps = List.copyOf(reps);
  }

  /** The rep of that id, or null. */
  public @Nullable Rep rep(String id) {
    return reps.stream().filter(rep -> rep.id().equals(id)).findFirst().orElse(null);
  }

  /** The desk once a rep was given one more handoff, and places in the round have changed. */
  public SalesDesk afterAssigning(String given, List<RoutingLog.Turn> turns) {
    return afterTurns(turns).loaded(given, 1, 1);
  }

  /** The desk once a rep took one more handoff outside the round. */
  public SalesDesk afterTaking(String rep) {
    return loaded(rep, 1, 1);
  }

  /** The desk once a handoff of a rep has ended. */
  public SalesDesk afterEnding(String rep) {
    return loaded(rep, -1, 0);
  }

  /** The desk with other places in the round. */
  public SalesDesk afterTurns(List<RoutingLog.Turn> turns) {
    SalesDesk desk = this;
    for (RoutingLog.Turn turn : turns) {
      desk = desk.changed(turn.rep(), load -> new Load(load.open(), load.today(), turn.turns(), turn.owed()));
    }
    return desk;
  }

  private SalesDesk loaded(String rep, int open, int today) {
    return changed(
        rep, load -> new Load(Math.max(0, load.open() + open), load.today() + today, load.turns(), load.owed()));
  }

  private SalesDesk changed(String id, UnaryOperator<Load> change) {
    return new SalesDesk(
        locked, reps.stream().map(rep -> rep.id().equals(id) ? rep.with(change.apply(rep.load())) : rep).toList());
  }
}
