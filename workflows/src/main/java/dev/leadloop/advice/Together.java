package dev.leadloop.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Things that happen together, told as few moves: what is learned first, then what the lead does, then its company. */
final class Together {
  private Together() {}

  /** All of them as moves; the same thing again is one move of so many times. */
  static List<Move> of(List<Thing> things) {
    List<Move> moves = List.of();
    for (Thing thing : things) {
      moves = and(moves, thing.move());
    }
    return moves;
  }

  /** The moves with one more; null where both cannot be. */
  static @Nullable List<Move> with(List<Move> moves, List<Move> more) {
    List<Move> all = moves;
    for (Move move : more) {
      if (all.stream().anyMatch(known -> excludes(known, move))) {
        return null;
      }
      all = and(all, move);
    }
    return all;
  }

  private static boolean excludes(Move known, Move move) {
    return switch (known) {
      case Move.Does ignored -> false;
      case Move.Learned learned -> move instanceof Move.Learned also && also.fact().equals(learned.fact());
      case Move.OfCompany company -> company.topic() != null && move instanceof Move.OfCompany also && also.topic() != null;
    };
  }

  private static List<Move> and(List<Move> moves, Move move) {
    List<Move> all = new ArrayList<>(moves);
    for (int i = 0; i < all.size(); i++) {
      if (kind(all.get(i)).equals(kind(move))) {
        all.set(i, sum(all.get(i), move));
        return all;
      }
    }
    int place = all.size();
    while (place > 0 && rank(all.get(place - 1)) > rank(move)) {
      place--;
    }
    all.add(place, move);
    return all;
  }

  private static Move sum(Move one, Move other) {
    return switch (one) {
      case Move.Does does -> does.times(does.times() + ((Move.Does) other).times());
      case Move.Learned ignored -> other;
      case Move.OfCompany company -> company.and((Move.OfCompany) other);
    };
  }

  private static int rank(Move move) {
    return switch (move) {
      case Move.Learned ignored -> 0;
      case Move.Does ignored -> 1;
      case Move.OfCompany ignored -> 2;
    };
  }

  /** What a move is about: moves of one kind are told as one. */
  private static Object kind(Move move) {
    return switch (move) {
      case Move.Does does -> Map.entry(does.type(), does.properties());
      case Move.Learned learned -> learned.fact();
      case Move.OfCompany ignored -> Move.OfCompany.class;
    };
  }

  /** How many things they are. */
  static int size(List<Move> moves) {
    return moves.stream().mapToInt(Move::size).sum();
  }

  /** Whether these are all of a step's moves, and perhaps others. */
  static boolean covers(List<Move> moves, NextStep step) {
    return step.moves().stream().allMatch(
        part -> moves.stream().anyMatch(move -> kind(move).equals(kind(part)) && move.size() >= part.size()
            && !(move instanceof Move.OfCompany all && part instanceof Move.OfCompany some && !all.covers(some))));
  }

  /** What is left with one thing less, each way there is; nothing at all is none of them. */
  static List<List<Move>> less(List<Move> moves) {
    List<List<Move>> all = new ArrayList<>();
    for (int i = 0; i < moves.size(); i++) {
      for (Move less : moves.get(i).less()) {
        List<Move> fewer = new ArrayList<>(moves);
        fewer.set(i, less);
        all.add(fewer);
      }
      if (moves.get(i).size() == 1 && moves.size() > 1) {
        List<Move> fewer = new ArrayList<>(moves);
        fewer.remove(i);
        all.add(fewer);
      }
    }
    return all;
  }
}
