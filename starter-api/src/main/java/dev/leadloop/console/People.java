package dev.leadloop.console;

import dev.leadloop.desk.RepStore;
import dev.leadloop.handoff.HandoffRecord.Earlier;
import dev.leadloop.lead.Principal;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calls reps and other principals by names that people know. */
public final class People {
  private static final Pattern REP = Pattern.compile("\\brep:([A-Za-z0-9._-]+)");

  private final Map<String, String> names;

  /** Who is known by name. */
  public People(Collection<RepStore.Rep> reps) {
    this.names = reps.stream().collect(Collectors.toMap(RepStore.Rep::id, RepStore.Rep::name));
  }

  /** The rep's name with the id, which messages use; the id alone where it is the queue or nobody we know. */
  public String rep(String id) {
    String name = names.get(id);
    return name == null || name.equals(id) ? id : name + " (" + id + ")";
  }

  /** Who did something. */
  public String by(Principal principal) {
    return principal.inWords(this::rep);
  }

  /** How a handoff ended, such as "taken over by Second rep (rep-2)". */
  public String ended(Earlier end) {
    return end.inWords(this::by);
  }

  /** The sentence with each "rep:rep-2" replaced by the rep's name. */
  public String inWords(String sentence) {
    return REP.matcher(sentence).replaceAll(found -> Matcher.quoteReplacement(rep(found.group(1))));
  }
}
