package dev.leadloop.advice;

import java.util.ArrayList;
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
   * The company is found to do more.
   *
   * @param people how many more of its people are active
   * @param roles what these do, where that matters
   * @param asked what others of the company do, by the types of their signals
   * @param topic that it researches; null for none
   * @param strength of that research
   * @param label what the policy gives for it
   */
  record OfCompany(int people, List<String> roles, List<String> asked, @Nullable String topic, int strength, String label)
      implements Move {
    public OfCompany {
      roles = List.copyOf(roles);
      asked = List.copyOf(asked);
    }

    @Override
    public int size() {
      return people + asked.size() + (topic == null ? 0 : 1);
    }

    @Override
    public List<Move> less() {
      List<Move> less = new ArrayList<>();
      if (topic != null) {
        less.add(new OfCompany(people, roles, asked, null, 0, label));
      }
      for (int i = 0; i < asked.size(); i++) {
        less.add(new OfCompany(people, roles, without(asked, i), topic, strength, label));
      }
      if (people > roles.size()) {
        less.add(new OfCompany(people - 1, roles, asked, topic, strength, label));
      } else {
        for (int i = 0; i < roles.size(); i++) {
          less.add(new OfCompany(people - 1, without(roles, i), asked, topic, strength, label));
        }
      }
      less.removeIf(move -> move.size() == 0);
      return less;
    }

    /** Whether it is all of the other, and perhaps more. */
    boolean covers(OfCompany other) {
      return people >= other.people && roles.containsAll(other.roles) && asked.size() >= other.asked.size()
          && asked.containsAll(other.asked) && (other.topic == null || other.topic.equals(topic));
    }

    /** The same as single ones: one person, or one thing that others do, or the topic. */
    List<Move> parts() {
      List<Move> parts = new ArrayList<>();
      for (int i = 0; i < people; i++) {
        parts.add(new OfCompany(1, i < roles.size() ? List.of(roles.get(i)) : List.of(), List.of(), null, 0, label));
      }
      asked.forEach(type -> parts.add(new OfCompany(0, List.of(), List.of(type), null, 0, label)));
      if (topic != null) {
        parts.add(new OfCompany(0, List.of(), List.of(), topic, strength, label));
      }
      return parts;
    }

    /** Both, one after the other; the same role stands for two people. */
    OfCompany and(OfCompany other) {
      return new OfCompany(people + other.people, joined(roles, other.roles), joined(asked, other.asked),
          topic == null ? other.topic : topic, Math.max(strength, other.strength), label);
    }

    private static List<String> joined(List<String> some, List<String> more) {
      List<String> all = new ArrayList<>(some);
      all.addAll(more);
      return all;
    }

    private static List<String> without(List<String> all, int index) {
      List<String> fewer = new ArrayList<>(all);
      fewer.remove(index);
      return fewer;
    }
  }
}
