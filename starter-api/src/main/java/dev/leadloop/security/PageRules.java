package dev.leadloop.security;

import static dev.leadloop.security.AccessTable.ADMINS;
import static dev.leadloop.security.AccessTable.ANSWERERS;
import static dev.leadloop.security.AccessTable.DIRECTORS;
import static dev.leadloop.security.AccessTable.Reach.ANSWERED_LEAD;
import static dev.leadloop.security.AccessTable.Reach.CUT_LIST;
import static dev.leadloop.security.AccessTable.Reach.NO_LEAD;
import static dev.leadloop.security.AccessTable.Reach.SEEN_LEAD;
import static dev.leadloop.security.AccessTable.Reach.TAKEN_LEAD;
import static dev.leadloop.security.Role.ADMIN;
import static dev.leadloop.security.Role.MANAGER;
import static dev.leadloop.security.Role.MARKETING;
import static dev.leadloop.security.Role.SALES;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import dev.leadloop.security.AccessTable.Rule;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What people open and send in a browser, once signed in. */
final class PageRules {
  private static final Set<Role> READERS = EnumSet.of(MARKETING, MANAGER, ADMIN);
  private static final Set<Role> SENDERS = EnumSet.of(MARKETING, ADMIN);

  static final List<Rule> ALL =
      List.of(
          new Rule(POST, "/home/people", ADMINS),
          new Rule(POST, "/home/mail", ADMINS),
          new Rule(POST, "/home/policy", ADMINS),
          new Rule(POST, "/home/sample", ADMINS),
          new Rule(POST, "/home/sample/remove", ADMINS),
          new Rule(GET, "/leads", AccessTable.ALL, CUT_LIST),
          new Rule(GET, "/leads/export", AccessTable.ALL, CUT_LIST),
          new Rule(POST, "/leads/export", AccessTable.ALL, CUT_LIST),
          new Rule(GET, "/leads/bulk", READERS),
          new Rule(POST, "/leads/bulk/orders/nurture", SENDERS),
          new Rule(POST, "/leads/bulk/orders/suppress", READERS),
          new Rule(POST, "/leads/bulk/orders/reassign", DIRECTORS),
          new Rule(POST, "/leads/bulk/orders/reopen", READERS),
          new Rule(GET, "/leads/bulk/{bulkOrderId}", READERS),
          new Rule(GET, "/leads/bulk/{bulkOrderId}/results.csv", READERS),
          new Rule(POST, "/leads/bulk/{bulkOrderId}/stop", READERS),
          new Rule(POST, "/leads/views", AccessTable.ALL, NO_LEAD),
          new Rule(POST, "/leads/views/forget", AccessTable.ALL, NO_LEAD),
          new Rule(GET, "/leads/attention", READERS),
          new Rule(POST, "/leads/attention/retry", DIRECTORS),
          new Rule(GET, "/leads/answers", READERS),
          new Rule(POST, "/leads/answers/stop", READERS),
          new Rule(POST, "/leads/answers/answer", READERS),
          new Rule(GET, "/inbox", ANSWERERS, CUT_LIST),
          new Rule(GET, "/inbox/events", ANSWERERS, NO_LEAD),
          new Rule(GET, "/inbox/mine", ANSWERERS, CUT_LIST),
          new Rule(GET, "/inbox/answered", ANSWERERS, CUT_LIST),
          new Rule(GET, "/inbox/hours", EnumSet.of(SALES), NO_LEAD),
          new Rule(POST, "/inbox/hours", EnumSet.of(SALES), NO_LEAD),
          new Rule(GET, "/inbox/{id}/became", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/inbox/{id}/accept", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/inbox/{id}/reject", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/inbox/{id}/return", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/inbox/{id}/snooze", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/inbox/{id}/undo", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/inbox/{id}/go", ANSWERERS, ANSWERED_LEAD),
          new Rule(GET, "/board", READERS),
          new Rule(GET, "/board/routing", READERS),
          new Rule(GET, "/reps", AccessTable.ALL, NO_LEAD),
          new Rule(POST, "/reps", ADMINS),
          new Rule(GET, "/reps/{repId}", AccessTable.ALL, NO_LEAD),
          new Rule(POST, "/reps/{repId}", ADMINS),
          new Rule(GET, "/reps/{repId}/leave", DIRECTORS),
          new Rule(POST, "/reps/{repId}/leave", DIRECTORS),
          new Rule(GET, "/teams", AccessTable.ALL, NO_LEAD),
          new Rule(POST, "/teams", ADMINS),
          new Rule(POST, "/teams/{teamId}", ADMINS),
          new Rule(GET, "/account-owners", AccessTable.ALL, NO_LEAD),
          new Rule(POST, "/account-owners", DIRECTORS),
          new Rule(POST, "/account-owners/remove", DIRECTORS),
          new Rule(GET, "/accounts", AccessTable.ALL, CUT_LIST),
          new Rule(GET, "/accounts/{accountId}", AccessTable.ALL, CUT_LIST),
          new Rule(POST, "/accounts/{accountId}/aliases", DIRECTORS),
          new Rule(POST, "/accounts/{accountId}/aliases/remove", DIRECTORS),
          new Rule(GET, "/funnel", DIRECTORS),
          new Rule(GET, "/funnel/row", DIRECTORS),
          new Rule(GET, "/funnel/flow", DIRECTORS),
          new Rule(GET, "/funnel/reasons", DIRECTORS),
          new Rule(GET, "/funnel/compared", DIRECTORS),
          new Rule(GET, "/measures", DIRECTORS),
          new Rule(GET, "/measures/{name}.csv", DIRECTORS),
          new Rule(GET, "/measures/{name}", DIRECTORS),
          new Rule(GET, "/policies", READERS),
          new Rule(POST, "/policies/drafts", READERS),
          new Rule(GET, "/policies/drafts/new", READERS),
          new Rule(GET, "/policies/drafts/{draft}", READERS),
          new Rule(POST, "/policies/drafts/look", READERS),
          new Rule(POST, "/policies/drafts/text", READERS),
          new Rule(POST, "/policies/reviews/{review}/close", READERS),
          new Rule(GET, "/policies/{version}", READERS),
          new Rule(GET, "/policies/{version}/rollout", READERS),
          new Rule(POST, "/policies/{version}/rollout", DIRECTORS),
          new Rule(POST, "/policies/{version}/rollout/{order}", DIRECTORS),
          new Rule(POST, "/policies/{draft}/approve", READERS),
          new Rule(POST, "/policies/{draft}/withdraw", READERS),
          new Rule(GET, "/sequences", READERS),
          new Rule(GET, "/sequences/{id}", READERS),
          new Rule(POST, "/sequences/{id}/pause", READERS),
          new Rule(POST, "/sequences/{id}/resume", READERS),
          new Rule(GET, "/templates", READERS),
          new Rule(GET, "/templates/{name}", READERS),
          new Rule(POST, "/templates/{name}", READERS),
          new Rule(POST, "/templates/{name}/check", READERS),
          new Rule(POST, "/templates/{name}/preview", READERS),
          new Rule(POST, "/templates/{name}/test", READERS),
          new Rule(POST, "/templates/{name}/back", READERS),
          new Rule(GET, "/settings", AccessTable.ALL, NO_LEAD),
          new Rule(GET, "/settings/me", AccessTable.ALL, NO_LEAD),
          new Rule(POST, "/settings/me/zone", AccessTable.ALL, NO_LEAD),
          new Rule(POST, "/settings/me/password", AccessTable.ALL, NO_LEAD),
          new Rule(GET, "/settings/users", ADMINS),
          new Rule(POST, "/settings/users", ADMINS),
          new Rule(POST, "/settings/users/{handle}", ADMINS),
          new Rule(POST, "/settings/users/{handle}/link", ADMINS),
          new Rule(GET, "/settings/keys", ADMINS),
          new Rule(POST, "/settings/keys", ADMINS),
          new Rule(POST, "/settings/keys/{keyId}/label", ADMINS),
          new Rule(POST, "/settings/keys/{keyId}/revoke", ADMINS),
          new Rule(GET, "/settings/audit", ADMINS),
          new Rule(GET, "/settings/audit.csv", ADMINS),
          new Rule(GET, "/leads/{id}", AccessTable.ALL, SEEN_LEAD),
          new Rule(GET, "/leads/{id}/mails/{mail}", AccessTable.ALL, SEEN_LEAD),
          new Rule(GET, "/leads/{id}/mails/{mail}/content", AccessTable.ALL, SEEN_LEAD),
          new Rule(POST, "/leads/{id}/nurture", SENDERS),
          new Rule(POST, "/leads/{id}/reopen", READERS),
          new Rule(POST, "/leads/{id}/suppress", READERS),
          new Rule(POST, "/leads/{id}/lift", READERS),
          new Rule(POST, "/leads/{id}/enrich", SENDERS),
          new Rule(POST, "/leads/{id}/correct", SENDERS),
          new Rule(POST, "/leads/{id}/accept", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/leads/{id}/reject", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/leads/{id}/return", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/leads/{id}/contact", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/leads/{id}/outcome", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/leads/{id}/reassign", DIRECTORS),
          new Rule(POST, "/leads/{id}/takeover", EnumSet.of(SALES), TAKEN_LEAD),
          new Rule(POST, "/leads/{id}/pause", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/leads/{id}/resume", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/leads/{id}/snooze", ANSWERERS, ANSWERED_LEAD),
          new Rule(POST, "/leads/{id}/withdraw", READERS),
          new Rule(POST, "/leads/{id}/reply-stop", READERS),
          new Rule(POST, "/leads/{id}/reply-answer", READERS),
          new Rule(POST, "/leads/{id}/review", DIRECTORS),
          new Rule(POST, "/leads/{id}/retry", DIRECTORS));

  private PageRules() {}
}
