package dev.leadloop.console;

import dev.leadloop.desk.RepStore;
import dev.leadloop.handoff.HandoffRecord.Earlier;
import dev.leadloop.lead.Principal;
import dev.leadloop.users.User;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Calls reps, users and other principals by names that people know. */
public final class People {
  private static final Pattern PRINCIPAL =
      Pattern.compile("\\b(rep|marketing|manager|admin):(" + Principal.USER + "[A-Za-z0-9._-]+|[A-Za-z0-9._-]+)");
  private static final String REP = "rep/";

  private final Map<String, String> names;
  private final Map<String, String> users;

  /** Who of sales is known by name. */
  public People(Collection<RepStore.Rep> reps) {
    this(reps, List.of());
  }

  /** Who is known by name: the people of sales, and whoever signs in. */
  public People(Collection<RepStore.Rep> reps, Collection<User> users) {
    this.names = reps.stream().collect(Collectors.toMap(RepStore.Rep::id, RepStore.Rep::name));
    this.users = users.stream().collect(Collectors.toMap(User::principalId, User::name));
  }

  /** The rep's name with the id, which messages use; the id alone where it is the queue or nobody we know. */
  public String rep(String id) {
    String name = names.get(id);
    return name == null || name.equals(id) ? id : name + " (" + id + ")";
  }

  private String called(String id) {
    String user = users.get(id);
    return user == null ? rep(id) : user;
  }

  /** Who did something. */
  public String by(Principal principal) {
    return principal.inWords(this::called);
  }

  /** Who did something, of a principal as text; a text that is none, such as the product's own name, stays. */
  public String by(String principal) {
    return principal.contains(":") ? by(Principal.parse(principal)) : principal;
  }

  /** What a change was made to, such as "rep First (rep-1)" of "rep/rep-1"; what is neither a rep nor a user stays. */
  public String target(String target) {
    if (target.startsWith(REP)) {
      return "rep " + rep(target.substring(REP.length()));
    }
    String user = users.get(target);
    return user == null ? target : "user " + user + " (" + target.substring(Principal.USER.length()) + ")";
  }

  /** How a handoff ended, such as "taken over by Second rep (rep-2)". */
  public String ended(Earlier end) {
    return end.inWords(this::by);
  }

  /** The sentence with each principal in it, such as "rep:rep-2", called by name. */
  public String inWords(String sentence) {
    return PRINCIPAL.matcher(sentence)
        .replaceAll(found -> Matcher.quoteReplacement(by(Principal.parse(found.group(1) + ":" + found.group(2)))));
  }
}
