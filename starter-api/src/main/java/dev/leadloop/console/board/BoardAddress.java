package dev.leadloop.console.board;

import dev.leadloop.naming.NearestName;
import dev.leadloop.problem.FieldError;
import dev.leadloop.view.BoardStore.Urgency;
import dev.leadloop.view.BoardStore.Which;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** The address of a board: of which handoffs it has the list. Its numbers are of all. */
record BoardAddress(Which which) {
  private static final String PATH = "/board";

  /** Of what a browser sent; ends the call where nothing can be meant by it. */
  static BoardAddress of(
      @Nullable String show, @Nullable String rep, @Nullable String team, List<String> reps, List<String> teams) {
    return new BoardAddress(new Which(urgency(show), among("rep", rep, reps), among("team", team, teams)));
  }

  private static Urgency urgency(@Nullable String show) {
    List<String> words = Arrays.stream(Urgency.values()).map(BoardAddress::called).toList();
    String asked = among("show", show, words);
    return asked == null ? Urgency.OPEN : Urgency.values()[words.indexOf(asked)];
  }

  private static @Nullable String among(String name, @Nullable String value, List<String> known) {
    if (value == null || value.isBlank()) {
      return null;
    }
    if (!known.contains(value.strip())) {
      throw FieldError.in(name, NearestName.among(value.strip(), known));
    }
    return value.strip();
  }

  /** As addresses and messages name it. */
  static String called(Urgency urgency) {
    return urgency.name().toLowerCase(Locale.ROOT);
  }

  /** As addresses and messages name what the list is of. */
  public String show() {
    return called(which.urgency());
  }

  /** Whether the list is of some alone. */
  public boolean some() {
    return which.urgency() != Urgency.OPEN || which.rep() != null || which.team() != null;
  }

  /** The same of that urgency. */
  String with(Urgency urgency) {
    return new BoardAddress(new Which(urgency, which.rep(), which.team())).page();
  }

  /** All that wait in the queue. */
  static String ofQueue() {
    return new BoardAddress(new Which(Urgency.QUEUE, null, null)).page();
  }

  /** All that wait for that rep. */
  static String ofRep(String rep) {
    return new BoardAddress(new Which(Urgency.OPEN, rep, null)).page();
  }

  /** All that wait for reps of that team. */
  static String ofTeam(String team) {
    return new BoardAddress(new Which(Urgency.OPEN, null, team)).page();
  }

  /** The address itself. */
  public String page() {
    UriComponentsBuilder address = UriComponentsBuilder.fromPath(PATH);
    if (which.urgency() != Urgency.OPEN) {
      address.queryParam("show", show());
    }
    if (which.rep() != null) {
      address.queryParam("rep", which.rep());
    }
    if (which.team() != null) {
      address.queryParam("team", which.team());
    }
    return address.encode().build().toUriString();
  }
}
