package dev.leadloop.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing that may yet happen to a lead. */
public sealed interface Move {
  /** How much it is: the times it is done, the things that are learned, the people it takes. */
  int size();

  /** The same with one part of it less, whichever; none where that leaves nothing. */
  List<Move> less();

  /**
   * The lead does something.
   *
   * @param type of the signal
   * @param properties that the signal has
   * @param label in the policy's words, such as "pricing page viewed"
   */
  record Does(String type, Map<String, String> properties, int times, String label) implements Move {
    public Does {
      properties = Map.copyOf(properties);
    }

    @Override
    public int size() {
      return times;
    }

    @Override
    public List<Move> less() {
      return times == 1 ? List.of() : List.of(times(times - 1));
    }

    Does times(int often) {
      return new Does(type, properties, often, label);
    }

    /** The same with another number as that property, which its words tell. */
    Does with(String property, String number) {
      String before = property + " " + properties.get(property);
      return new Does(
          type, SignalMaking.with(properties, property, number), times, label.replace(before, property + " " + number));
    }
  }

  /**
   * A fact becomes known.
   *
   * @param fact as the policy calls it, or {@code email} for an address
   * @param value such as would do
   * @param label what the policy gives for it, such as "leads a department"; empty where that is told by other parts
   */
  record Learned(String fact, String value, String label) implements Move {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public List<Move> less() {
      return List.of();
    }
  }

  /**
   * Somebody of the company who is not known yet does something, as someone who leads nobody does it.
   *
   * @param does the type of the signal
   * @param such whether it is one way among others to be active
   * @param role what that person does for a living, by its label; null where it does not matter
   */
  record Newcomer(String does, boolean such, @Nullable String role) {
    /** Whether what this one does would do for what the other does. */
    private boolean covers(Newcomer other) {
      return (other.role == null || other.role.equals(role)) && (other.such || other.does.equals(does));
    }
  }

  /**
   * The company is found to do more.
   *
   * @param newcomers people of it who are not known yet, each of whom does one thing
   * @param others what others of it do, whoever that is, by the types of their signals
   * @param topic that it researches; null for none
   * @param strength of that research
   * @param label what the policy gives for it
   */
  record OfCompany(List<Newcomer> newcomers, List<String> others, @Nullable String topic, int strength, String label)
      implements Move {
    public OfCompany {
      newcomers = List.copyOf(newcomers);
      others = List.copyOf(others);
    }

    /** Nothing yet. */
    static OfCompany nothing(String label) {
      return new OfCompany(List.of(), List.of(), null, 0, label);
    }

    /** The same without what is told in words. */
    OfCompany bare() {
      return new OfCompany(newcomers, others, topic, strength, "");
    }

    @Override
    public int size() {
      return newcomers.size() + others.size() + (topic == null ? 0 : 1);
    }

    /** With one thing less; then as many, of which less is said who does it. */
    @Override
    public List<Move> less() {
      List<Move> less = new ArrayList<>();
      if (topic != null) {
        less.add(new OfCompany(newcomers, others, null, 0, label));
      }
      for (int i = 0; i < others.size(); i++) {
        less.add(new OfCompany(newcomers, without(others, i), topic, strength, label));
      }
      for (int i = 0; i < newcomers.size(); i++) {
        less.add(new OfCompany(without(newcomers, i), others, topic, strength, label));
      }
      less.removeIf(move -> move.size() == 0);
      for (int i = 0; i < newcomers.size(); i++) {
        less.add(lessSaid(i));
      }
      return less;
    }

    private OfCompany lessSaid(int index) {
      Newcomer known = newcomers.get(index);
      List<Newcomer> fewer = new ArrayList<>(newcomers);
      if (known.role() != null) {
        fewer.set(index, new Newcomer(known.does(), known.such(), null));
        return new OfCompany(fewer, others, topic, strength, label);
      }
      fewer.remove(index);
      List<String> more = new ArrayList<>(others);
      more.add(known.does());
      return new OfCompany(fewer, more, topic, strength, label);
    }

    /** Whether it is all of the other, and perhaps more. */
    boolean covers(OfCompany other) {
      if (other.topic != null && !other.topic.equals(topic)) {
        return false;
      }
      List<Newcomer> left = new ArrayList<>(newcomers);
      List<Newcomer> asked = new ArrayList<>(other.newcomers);
      asked.sort(Comparator.comparing((Newcomer one) -> one.role() == null).thenComparing(Newcomer::such));
      for (Newcomer one : asked) {
        int found = indexOf(left, one);
        if (found < 0) {
          return false;
        }
        left.remove(found);
      }
      List<String> done = new ArrayList<>(others);
      left.forEach(one -> done.add(one.does()));
      return other.others.stream().allMatch(done::remove);
    }

    private static int indexOf(List<Newcomer> left, Newcomer one) {
      int found = -1;
      for (int i = 0; i < left.size(); i++) {
        if (left.get(i).covers(one) && (found < 0 || left.get(i).equals(one))) {
          found = i;
        }
      }
      return found;
    }

    /** The same as single ones. */
    List<Move> parts() {
      List<Move> parts = new ArrayList<>();
      newcomers.forEach(one -> parts.add(new OfCompany(List.of(one), List.of(), null, 0, label)));
      others.forEach(type -> parts.add(new OfCompany(List.of(), List.of(type), null, 0, label)));
      if (topic != null) {
        parts.add(new OfCompany(List.of(), List.of(), topic, strength, label));
      }
      return parts;
    }

    /** Both, one after the other, by as many people. */
    OfCompany and(OfCompany other) {
      return new OfCompany(joined(newcomers, other.newcomers), joined(others, other.others),
          topic == null ? other.topic : topic, Math.max(strength, other.strength), label);
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
      List<T> all = new ArrayList<>(some);
      all.addAll(more);
      return all;
    }

    private static <T> List<T> without(List<T> all, int index) {
      List<T> fewer = new ArrayList<>(all);
      fewer.remove(index);
      return fewer;
    }
  }
}
