package dev.leadloop.security;

import static dev.leadloop.security.AccessTable.Reach.ANSWERED_LEAD;
import static dev.leadloop.security.AccessTable.Reach.CUT_LIST;
import static dev.leadloop.security.AccessTable.Reach.NO_LEAD;
import static dev.leadloop.security.AccessTable.Reach.SEEN_LEAD;
import static dev.leadloop.security.AccessTable.Reach.TAKEN_LEAD;
import static dev.leadloop.security.Role.ADMIN;
import static dev.leadloop.security.Role.MANAGER;
import static dev.leadloop.security.Role.MARKETING;
import static dev.leadloop.security.Role.MONITORING;
import static dev.leadloop.security.Role.SALES;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.leadloop.engagement.HiddenLink;
import dev.leadloop.pages.ContentPolicy;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Which role may make which call, and about which leads a rep may make it. A call that is not listed is refused to
 * everyone, so a new one works only once it stands here. That a rep answers only for the rep's own handoffs is decided with
 * the answer, under the lead's lock.
 */
public final class AccessTable {
  /** About which leads a rep may make a call; {@link LeadSight} says which those are. */
  public enum Reach {
    /** It is not for reps. */
    CLOSED,
    /** It tells nothing of a lead. */
    NO_LEAD,
    /** It is a list, of which the rep gets what the rep may look at. */
    CUT_LIST,
    /** About a lead that the rep may look at. */
    SEEN_LEAD,
    /** The same, or about one that the rep had, so that the rep is told who was quicker. */
    ANSWERED_LEAD,
    /** The same, or about one whose handoff waits for an answer, whoever has it. */
    TAKEN_LEAD
  }

  /** One line of the table; HEAD goes with GET. */
  public record Rule(HttpMethod method, String pattern, Set<Role> roles, Reach reach) {
    /** A line must say how far reps reach, if it is for them. */
    public Rule {
      if (roles.contains(SALES) == (reach == Reach.CLOSED)) {
        throw new IllegalArgumentException(method + " " + pattern + " must say how far reps reach, or not be for them");
      }
    }

    Rule(HttpMethod method, String pattern, Set<Role> roles) {
      this(method, pattern, roles, Reach.CLOSED);
    }

    PathPatternRequestMatcher matcher() {
      return PathPatternRequestMatcher.withDefaults().matcher(method, pattern);
    }

    boolean reads() {
      return method.equals(GET);
    }

    boolean isFor(HttpServletRequest request) {
      return matcher().matches(request) || reads() && headMatcher().matches(request);
    }

    boolean isAt(HttpServletRequest request) {
      return PathPatternRequestMatcher.withDefaults().matcher(pattern).matches(request);
    }

    PathPatternRequestMatcher headMatcher() {
      return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.HEAD, pattern);
    }
  }

  /** What needs no key: these show no lead to anyone, and the links carry their own signed token. */
  static final List<String> OPEN =
      List.of("/", "/healthz", "/readyz", "/favicon.ico", "/error", "/u/*", "/h/*", "/confirm/*",
          "/c/*", "/o/*", "/f/*", "/f/*/more", "/w", "/w.js", "/w-form.js", "/assets/*/*", ContentPolicy.REPORTS,
          "/webhooks/sendgrid/events", "/webhooks/connectors/*",
          HiddenLink.PATH, "/webhooks/sendgrid/inbound/*", "/webhooks/mail/inbound/*", "/v3/api-docs",
          "/v3/api-docs.yaml", "/docs");

  static final Set<Role> ALL = Role.OF_PEOPLE;
  private static final Set<Role> SENDERS = EnumSet.of(MARKETING, ADMIN);
  static final Set<Role> ANSWERERS = EnumSet.of(SALES, MANAGER, ADMIN);
  static final Set<Role> DIRECTORS = EnumSet.of(MANAGER, ADMIN);
  static final Set<Role> READERS = EnumSet.of(MARKETING, MANAGER, ADMIN);
  static final Set<Role> ADMINS = EnumSet.of(ADMIN);

  private static final List<Rule> RULES =
      List.of(
          new Rule(POST, "/api/v1/leads", SENDERS),
          new Rule(POST, "/api/v1/events", SENDERS),
          new Rule(GET, "/api/v1/leads", ALL, CUT_LIST),
          new Rule(GET, "/api/v1/leads/{id}", ALL, SEEN_LEAD),
          new Rule(GET, "/api/v1/leads/{id}/score", ALL, SEEN_LEAD),
          new Rule(GET, "/api/v1/leads/{id}/next-question", ALL, SEEN_LEAD),
          new Rule(GET, "/api/v1/leads/{id}/predictive-score", ALL, SEEN_LEAD),
          new Rule(POST, "/api/v1/forms/next-question", SENDERS),
          new Rule(GET, "/api/v1/forms", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/forms/{formId}", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(PUT, "/api/v1/forms/{formId}", SENDERS),
          new Rule(GET, "/api/v1/leads/{id}/timeline", ALL, SEEN_LEAD),
          new Rule(GET, "/api/v1/leads/{id}/why", ALL, SEEN_LEAD),
          new Rule(GET, "/api/v1/leads/{id}/consent", ALL, SEEN_LEAD),
          new Rule(GET, "/api/v1/leads/{id}/answers/{eventId}", ALL, ANSWERED_LEAD),
          new Rule(POST, "/api/v1/leads/{id}/accept", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/api/v1/leads/{id}/reject", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/api/v1/leads/{id}/return", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/api/v1/leads/{id}/contact", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/api/v1/leads/{id}/outcome", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/api/v1/leads/{id}/takeover", EnumSet.of(SALES), TAKEN_LEAD),
          new Rule(POST, "/api/v1/leads/{id}/snooze", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/api/v1/leads/{id}/sla/pause", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/api/v1/leads/{id}/sla/resume", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/api/v1/leads/{id}/review", DIRECTORS),
          new Rule(POST, "/api/v1/leads/{id}/reassign", DIRECTORS),
          new Rule(POST, "/api/v1/leads/{id}/reopen", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/leads/{id}/withdraw", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/leads/{id}/nurture", SENDERS),
          new Rule(GET, "/api/v1/handoffs", ALL, CUT_LIST),
          new Rule(GET, "/api/v1/leads/{id}/handoff", ALL, SEEN_LEAD),
          new Rule(GET, "/api/v1/reps", ALL, NO_LEAD),
          new Rule(PUT, "/api/v1/reps/{repId}", ADMINS),
          new Rule(POST, "/api/v1/reps/{repId}/leave", DIRECTORS),
          new Rule(GET, "/api/v1/account-owners", ALL, NO_LEAD),
          new Rule(PUT, "/api/v1/account-owners", DIRECTORS),
          new Rule(DELETE, "/api/v1/account-owners", DIRECTORS),
          new Rule(GET, "/api/v1/accounts", ALL, CUT_LIST),
          new Rule(POST, "/api/v1/accounts/intent", SENDERS),
          new Rule(POST, "/api/v1/accounts/intent/files", SENDERS),
          new Rule(GET, "/api/v1/accounts/intent/files", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/accounts/intent/files/{fileId}", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/accounts/aliases", DIRECTORS),
          new Rule(GET, "/api/v1/accounts/{accountId}", ALL, CUT_LIST),
          new Rule(POST, "/api/v1/accounts/{accountId}/aliases", DIRECTORS),
          new Rule(DELETE, "/api/v1/accounts/{accountId}/aliases", DIRECTORS),
          new Rule(GET, "/api/v1/teams", ALL, NO_LEAD),
          new Rule(PUT, "/api/v1/teams/{teamId}", ADMINS),
          new Rule(GET, "/api/v1/policies", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/policies/{version}", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/policies/drafts", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/policies/drafts", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/policies/drafts/{draftId}", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(PUT, "/api/v1/policies/drafts/{draftId}", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/policies/drafts/{draftId}/approve", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/policies/drafts/{draftId}/withdraw", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/policies/{version}/diff", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/policies/{version}/signals-that-predict", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/predictive-score", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/predictive-score/learn", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/predictive-score/{version}/use", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/predictive-score/{version}/draft", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/policies/validate", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/simulations", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/simulations", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/simulations/{simulationId}", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/simulations/{simulationId}/changes.csv", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/simulations/{simulationId}/days.csv", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/simulations/{simulationId}/reps.csv", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/simulations/{simulationId}/stop", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/policies/{policy}/backtest", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/backtests", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/backtests/{backtestId}", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/backtests/{backtestId}/changes", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/backtests/{backtestId}/changes.csv", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/backtests/{backtestId}/stop", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(DELETE, "/api/v1/backtests/{backtestId}", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/policy-reviews", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/policy-reviews/{id}/close", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/policies", ADMINS),
          new Rule(GET, "/api/v1/policies/{version}/rollout", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/policies/{version}/rollout", DIRECTORS),
          new Rule(GET, "/api/v1/policies/{version}/rollout/progress", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/policies/{version}/rollout/pause", DIRECTORS),
          new Rule(POST, "/api/v1/policies/{version}/rollout/resume", DIRECTORS),
          new Rule(POST, "/api/v1/policies/{version}/rollout/stop", DIRECTORS),
          new Rule(GET, "/api/v1/templates", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/templates/{name}", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(PUT, "/api/v1/templates/{name}", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(DELETE, "/api/v1/templates/{name}", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/sequences", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/sequences/{id}/pause", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/sequences/{id}/resume", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/sequences/{id}/steps/{step}/test-send", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/campaigns", SENDERS),
          new Rule(POST, "/api/v1/campaigns/preview", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/campaigns", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/campaigns/{campaignId}", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/campaigns/{campaignId}/pause", SENDERS),
          new Rule(POST, "/api/v1/campaigns/{campaignId}/resume", SENDERS),
          new Rule(POST, "/api/v1/campaigns/{campaignId}/stop", SENDERS),
          new Rule(POST, "/api/v1/bulk-orders/nurture", SENDERS),
          new Rule(POST, "/api/v1/bulk-orders/suppress", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/bulk-orders/reassign", DIRECTORS),
          new Rule(POST, "/api/v1/bulk-orders/reopen", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/bulk-orders", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/bulk-orders/{bulkOrderId}", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/bulk-orders/{bulkOrderId}/results", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/bulk-orders/{bulkOrderId}/stop", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/leads/{id}/erase", DIRECTORS),
          new Rule(GET, "/api/v1/leads/{id}/person", DIRECTORS),
          new Rule(POST, "/api/v1/erasures", DIRECTORS),
          new Rule(GET, "/api/v1/erasures", DIRECTORS),
          new Rule(GET, "/api/v1/erasures/{erasureId}", DIRECTORS),
          new Rule(GET, "/api/v1/retention", DIRECTORS),
          new Rule(GET, "/api/v1/keys", DIRECTORS),
          new Rule(POST, "/api/v1/keys", ADMINS),
          new Rule(DELETE, "/api/v1/keys/{keyId}", ADMINS),
          new Rule(PUT, "/api/v1/keys/{keyId}/label", ADMINS),
          new Rule(GET, "/api/v1/users", ADMINS),
          new Rule(POST, "/api/v1/users", ADMINS),
          new Rule(PUT, "/api/v1/users/{handle}", ADMINS),
          new Rule(POST, "/api/v1/users/{handle}/link", ADMINS),
          new Rule(GET, "/api/v1/audit", ADMINS),
          new Rule(GET, "/api/v1/audit.csv", ADMINS),
          new Rule(GET, "/api/v1/webhooks", DIRECTORS),
          new Rule(GET, "/api/v1/connectors", DIRECTORS),
          new Rule(GET, "/api/v1/connectors/{connectorId}", DIRECTORS),
          new Rule(PUT, "/api/v1/connectors/{connectorId}", ADMINS),
          new Rule(DELETE, "/api/v1/connectors/{connectorId}", ADMINS),
          new Rule(POST, "/api/v1/connectors/{connectorId}/check", ADMINS),
          new Rule(POST, "/api/v1/connectors/{connectorId}/preview", ADMINS),
          new Rule(POST, "/api/v1/connectors/{connectorId}/start", ADMINS),
          new Rule(POST, "/api/v1/connectors/{connectorId}/pause", ADMINS),
          new Rule(GET, "/api/v1/connectors/{connectorId}/set-aside", DIRECTORS),
          new Rule(POST, "/api/v1/connectors/{connectorId}/set-aside/retry", ADMINS),
          new Rule(POST, "/api/v1/webhooks", ADMINS),
          new Rule(DELETE, "/api/v1/webhooks/{webhookId}", ADMINS),
          new Rule(GET, "/api/v1/webhooks/{webhookId}/deliveries", DIRECTORS),
          new Rule(POST, "/api/v1/webhooks/{webhookId}/ping", ADMINS),
          new Rule(POST, "/api/v1/webhooks/{webhookId}/rotate", ADMINS),
          new Rule(POST, "/api/v1/imports", SENDERS),
          new Rule(GET, "/api/v1/imports", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/imports/{importId}", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/imports/{importId}/errors.csv", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/imports/{importId}/warnings.csv", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/suppressions", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/suppressions.csv", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/suppressions", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/suppressions/import", SENDERS),
          new Rule(POST, "/api/v1/suppressions/lift", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/replies", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/replies/{id}/settle", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(GET, "/api/v1/checks/record", ADMINS),
          new Rule(GET, "/api/v1/journal", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/measures/rebuild", ADMINS),
          new Rule(GET, "/api/v1/measures/rebuild", ADMINS),
          new Rule(GET, "/api/v1/measures", READERS),
          new Rule(GET, "/api/v1/measures/{name}.csv", READERS),
          new Rule(GET, "/api/v1/measures/{name}", READERS),
          new Rule(GET, "/api/v1/sample-data", ADMINS),
          new Rule(POST, "/api/v1/sample-data", ADMINS),
          new Rule(DELETE, "/api/v1/sample-data", ADMINS),
          new Rule(GET, "/api/v1/attention", EnumSet.of(MARKETING, MANAGER, ADMIN)),
          new Rule(POST, "/api/v1/leads/{id}/enrich", SENDERS),
          new Rule(POST, "/api/v1/leads/{id}/retry", DIRECTORS),
          new Rule(GET, "/metrics", EnumSet.of(MANAGER, ADMIN, MONITORING)));

  private AccessTable() {}

  /** All calls of the API, in order. */
  public static List<Rule> rules() {
    return RULES;
  }

  /** All pages and their forms, in order. */
  public static List<Rule> pages() {
    return PageRules.ALL;
  }

  /** Where pages and their forms stand, as patterns: each first word of a path, and all under it. */
  public static String[] placesOfPages() {
    return PageRules.ALL.stream()
        .map(rule -> "/" + rule.pattern().split("/", 3)[1])
        .distinct()
        .flatMap(place -> Stream.of(place, place + "/**"))
        .toArray(String[]::new);
  }

  /** Whether that role may send the form of a page that goes to that pattern. */
  public static boolean maySend(Role role, String form) {
    return PageRules.ALL.stream()
        .anyMatch(rule -> rule.method().equals(POST) && rule.pattern().equals(form) && rule.roles().contains(role));
  }

  /** Lets each role make the calls of these lines. */
  public static void grant(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry calls, List<Rule> rules) {
    for (Rule rule : rules) {
      String[] roles = rule.roles().stream().map(Role::name).toArray(String[]::new);
      calls.requestMatchers(rule.matcher()).hasAnyAuthority(roles);
      if (rule.reads()) {
        calls.requestMatchers(rule.headMatcher()).hasAnyAuthority(roles);
      }
    }
  }

  /** The roles that may make this call; empty when no line names it. */
  static Optional<Set<Role>> rolesFor(HttpServletRequest request) {
    return RULES.stream().filter(rule -> rule.isFor(request)).map(Rule::roles).findFirst();
  }

  /** The methods by which the path of a request may be called; empty where none can be. */
  static SortedSet<String> methodsFor(HttpServletRequest request) {
    SortedSet<String> methods = new TreeSet<>();
    for (Rule rule : RULES) {
      if (rule.isAt(request)) {
        methods.add(rule.method().name());
        if (rule.reads()) {
          methods.add(HttpMethod.HEAD.name());
        }
      }
    }
    return methods;
  }

  /** How far reps reach by this call or page. */
  static Reach reachFor(HttpServletRequest request) {
    return Stream.concat(RULES.stream(), PageRules.ALL.stream())
        .filter(rule -> rule.isFor(request))
        .map(Rule::reach)
        .findFirst()
        .orElse(Reach.CLOSED);
  }
}
