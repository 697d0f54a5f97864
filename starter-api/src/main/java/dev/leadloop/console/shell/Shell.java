package dev.leadloop.console.shell;

import dev.leadloop.console.board.WaitsForManagers;
import dev.leadloop.console.inbox.HandoffsThatWait;
import dev.leadloop.desk.RepStore;
import dev.leadloop.policies.DraftsThatWait;
import dev.leadloop.security.Caller;
import dev.leadloop.security.OpenPages;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What the shell of a page shows to whoever looks; templates know it as {@code @shell}. */
@Component
public class Shell {
  /** Every place there is or will be, in the order of the rail; one that no line of the access table opens is not shown. */
  private static final List<Target> TARGETS =
      List.of(
          new Target("/inbox", "inbox", "i"),
          new Target("/board", "board", "b"),
          new Target("/leads", "leads", "l"),
          new Target("/accounts", "accounts", "a"),
          new Target("/reps", "reps", "r", List.of("/teams", "/account-owners")),
          new Target("/marketing", "marketing", "m"),
          new Target("/sequences", "sequences", "q", List.of("/templates")),
          new Target("/campaigns", "campaigns", "c"),
          new Target("/imports", "imports", "t"),
          new Target("/suppressions", "suppressions", "u", List.of("/deliverability")),
          new Target("/forms", "forms", "o"),
          new Target("/policies", "policies", "p"),
          new Target("/funnel", "funnel", "f"),
          new Target("/measures", "measures", "e"),
          new Target("/settings", "settings", "s", List.of("/connectors")));

  private final OpenPages pages;
  private final DraftsThatWait drafts;
  private final HandoffsThatWait handoffs;
  private final WaitsForManagers managers;
  private final RepStore reps;

  Shell(OpenPages pages, DraftsThatWait drafts, HandoffsThatWait handoffs, WaitsForManagers managers, RepStore reps) {
    this.pages = pages;
    this.drafts = drafts;
    this.handoffs = handoffs;
    this.managers = managers;
    this.reps = reps;
  }

  /** A place with the pages beside it that belong to it. */
  private record Target(String path, String name, String key, List<String> beside) {
    Target(String path, String name, String key) {
      this(path, name, key, List.of());
    }

    boolean shows(String page) {
      return Stream.concat(Stream.of(path), beside.stream()).anyMatch(one -> page.equals(one) || page.startsWith(one + "/"));
    }
  }

  /**
   * A place in the rail.
   *
   * @param path its address
   * @param name the key of its words in messages.properties behind "shell.", and of its icon
   * @param key goes there behind g
   * @param current whether the page that is shown belongs to it
   * @param waiting how many things wait there for whoever looks; 0 for none
   */
  public record Place(String path, String name, String key, boolean current, int waiting) {}

  /**
   * Who is signed in.
   *
   * @param name as people of the desk know them, else the name of the key
   * @param role the key of its words in messages.properties behind "role."
   * @param zone in which pages tell the person times; null for whoever came by a key
   */
  public record Person(String name, String role, @Nullable String zone) {}

  /** The places that are open to whoever looks. */
  public List<Place> places() {
    String shown = path();
    return TARGETS.stream()
        .filter(target -> pages.may(target.path()))
        .map(target -> new Place(target.path(), target.name(), target.key(),
            target.shows(shown), waiting(target)))
        .toList();
  }

  /** Who is signed in; null for a stranger. */
  public @Nullable Person person() {
    if (!(SecurityContextHolder.getContext().getAuthentication() instanceof Caller caller)) {
      return null;
    }
    String role = caller.role().name().toLowerCase(Locale.ROOT);
    Caller.Person person = caller.person();
    if (person != null) {
      return new Person(person.name(), role, person.timeZone());
    }
    String rep = caller.repId();
    return new Person(rep == null ? caller.shownName() : called(rep), role, null);
  }

  /** The page that says the database is away has this shell too. */
  private String called(String rep) {
    try {
      return reps.find(rep).map(RepStore.Rep::name).orElse(rep);
    } catch (DataAccessException | TransactionException databaseAway) {
      return rep;
    }
  }

  private int waiting(Target target) {
    return switch (target.name()) {
      case "policies" -> drafts.forWhoeverLooks();
      case "inbox" -> handoffs.forWhoeverLooks();
      case "board" -> managers.forWhoeverLooks();
      default -> 0;
    };
  }

  private static String path() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
        ? attributes.getRequest().getRequestURI()
        : "";
  }
}
