package dev.leadloop.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.ApiTest;
import dev.leadloop.api.Browser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class AccessTest extends ApiTest {
  /** Written down a second time on purpose: M marketing, S sales, G manager, A admin; O monitoring may make none of these. */
  private static final Map<String, String> MATRIX =
      Map.ofEntries(
          Map.entry("POST /api/v1/leads", "M A"),
          Map.entry("GET /api/v1/leads", "MSGA"),
          Map.entry("GET /api/v1/leads/{id}", "MSGA"),
          Map.entry("GET /api/v1/leads/{id}/score", "MSGA"),
          Map.entry("GET /api/v1/leads/{id}/timeline", "MSGA"),
          Map.entry("GET /api/v1/leads/{id}/next-question", "MSGA"),
          Map.entry("GET /api/v1/leads/{id}/predictive-score", "MSGA"),
          Map.entry("POST /api/v1/forms/next-question", "MA"),
          Map.entry("GET /api/v1/forms", "MGA"),
          Map.entry("GET /api/v1/forms/{formId}", "MGA"),
          Map.entry("PUT /api/v1/forms/{formId}", "MA"),
          Map.entry("GET /api/v1/leads/{id}/why", "MSGA"),
          Map.entry("GET /api/v1/leads/{id}/consent", "MSGA"),
          Map.entry("GET /api/v1/leads/{id}/answers/{eventId}", "MSGA"),
          Map.entry("POST /api/v1/leads/{id}/accept", "SGA"),
          Map.entry("POST /api/v1/leads/{id}/reject", "SGA"),
          Map.entry("POST /api/v1/leads/{id}/return", "SGA"),
          Map.entry("POST /api/v1/leads/{id}/contact", "SGA"),
          Map.entry("POST /api/v1/leads/{id}/outcome", "SGA"),
          Map.entry("POST /api/v1/leads/{id}/takeover", "S"),
          Map.entry("POST /api/v1/leads/{id}/snooze", "SGA"),
          Map.entry("POST /api/v1/leads/{id}/sla/pause", "SGA"),
          Map.entry("POST /api/v1/leads/{id}/sla/resume", "SGA"),
          Map.entry("POST /api/v1/leads/{id}/review", "GA"),
          Map.entry("POST /api/v1/leads/{id}/reassign", "GA"),
          Map.entry("POST /api/v1/leads/{id}/withdraw", "MGA"),
          Map.entry("POST /api/v1/leads/{id}/reopen", "MGA"),
          Map.entry("POST /api/v1/leads/{id}/nurture", "MA"),
          Map.entry("POST /api/v1/leads/{id}/enrich", "MA"),
          Map.entry("POST /api/v1/events", "MA"),
          Map.entry("GET /api/v1/handoffs", "MSGA"),
          Map.entry("GET /api/v1/leads/{id}/handoff", "MSGA"),
          Map.entry("GET /api/v1/reps", "MSGA"),
          Map.entry("PUT /api/v1/reps/{repId}", "A"),
          Map.entry("POST /api/v1/reps/{repId}/leave", "GA"),
          Map.entry("GET /api/v1/account-owners", "MSGA"),
          Map.entry("PUT /api/v1/account-owners", "GA"),
          Map.entry("DELETE /api/v1/account-owners", "GA"),
          Map.entry("GET /api/v1/accounts", "MSGA"),
          Map.entry("GET /api/v1/accounts/{accountId}", "MSGA"),
          Map.entry("POST /api/v1/accounts/{accountId}/aliases", "GA"),
          Map.entry("DELETE /api/v1/accounts/{accountId}/aliases", "GA"),
          Map.entry("POST /api/v1/accounts/aliases", "GA"),
          Map.entry("POST /api/v1/accounts/intent", "MA"),
          Map.entry("POST /api/v1/accounts/intent/files", "MA"),
          Map.entry("GET /api/v1/accounts/intent/files", "MGA"),
          Map.entry("GET /api/v1/accounts/intent/files/{fileId}", "MGA"),
          Map.entry("GET /api/v1/teams", "MSGA"),
          Map.entry("PUT /api/v1/teams/{teamId}", "A"),
          Map.entry("GET /api/v1/policies", "MGA"),
          Map.entry("GET /api/v1/policies/{version}", "MGA"),
          Map.entry("GET /api/v1/policies/drafts", "MGA"),
          Map.entry("POST /api/v1/policies/drafts", "MGA"),
          Map.entry("GET /api/v1/policies/drafts/{draftId}", "MGA"),
          Map.entry("PUT /api/v1/policies/drafts/{draftId}", "MGA"),
          Map.entry("POST /api/v1/policies/drafts/{draftId}/approve", "MGA"),
          Map.entry("POST /api/v1/policies/drafts/{draftId}/withdraw", "MGA"),
          Map.entry("POST /api/v1/simulations", "MGA"),
          Map.entry("GET /api/v1/simulations", "MGA"),
          Map.entry("GET /api/v1/simulations/{simulationId}", "MGA"),
          Map.entry("GET /api/v1/simulations/{simulationId}/changes.csv", "MGA"),
          Map.entry("GET /api/v1/simulations/{simulationId}/days.csv", "MGA"),
          Map.entry("GET /api/v1/simulations/{simulationId}/reps.csv", "MGA"),
          Map.entry("POST /api/v1/simulations/{simulationId}/stop", "MGA"),
          Map.entry("GET /api/v1/policies/{version}/diff", "MGA"),
          Map.entry("GET /api/v1/policies/{version}/signals-that-predict", "MGA"),
          Map.entry("GET /api/v1/predictive-score", "MGA"),
          Map.entry("POST /api/v1/predictive-score/learn", "MGA"),
          Map.entry("POST /api/v1/predictive-score/{version}/use", "MGA"),
          Map.entry("POST /api/v1/predictive-score/{version}/draft", "MGA"),
          Map.entry("POST /api/v1/policies/validate", "MGA"),
          Map.entry("GET /api/v1/policy-reviews", "MGA"),
          Map.entry("POST /api/v1/policy-reviews/{id}/close", "MGA"),
          Map.entry("POST /api/v1/policies", "A"),
          Map.entry("GET /api/v1/policies/{version}/rollout", "MGA"),
          Map.entry("POST /api/v1/policies/{version}/rollout", "GA"),
          Map.entry("GET /api/v1/policies/{version}/rollout/progress", "MGA"),
          Map.entry("POST /api/v1/policies/{version}/rollout/pause", "GA"),
          Map.entry("POST /api/v1/policies/{version}/rollout/resume", "GA"),
          Map.entry("POST /api/v1/policies/{version}/rollout/stop", "GA"),
          Map.entry("GET /api/v1/templates", "MGA"),
          Map.entry("GET /api/v1/templates/{name}", "MGA"),
          Map.entry("PUT /api/v1/templates/{name}", "MGA"),
          Map.entry("DELETE /api/v1/templates/{name}", "MGA"),
          Map.entry("GET /api/v1/sequences", "MGA"),
          Map.entry("POST /api/v1/sequences/{id}/pause", "MGA"),
          Map.entry("POST /api/v1/sequences/{id}/resume", "MGA"),
          Map.entry("POST /api/v1/sequences/{id}/steps/{step}/test-send", "MGA"),
          Map.entry("POST /api/v1/campaigns", "MA"),
          Map.entry("POST /api/v1/campaigns/preview", "MGA"),
          Map.entry("GET /api/v1/campaigns", "MGA"),
          Map.entry("GET /api/v1/campaigns/{campaignId}", "MGA"),
          Map.entry("POST /api/v1/campaigns/{campaignId}/pause", "MA"),
          Map.entry("POST /api/v1/campaigns/{campaignId}/resume", "MA"),
          Map.entry("POST /api/v1/campaigns/{campaignId}/stop", "MA"),
          Map.entry("POST /api/v1/policies/{policy}/backtest", "MGA"),
          Map.entry("GET /api/v1/backtests", "MGA"),
          Map.entry("GET /api/v1/backtests/{backtestId}", "MGA"),
          Map.entry("GET /api/v1/backtests/{backtestId}/changes", "MGA"),
          Map.entry("GET /api/v1/backtests/{backtestId}/changes.csv", "MGA"),
          Map.entry("POST /api/v1/backtests/{backtestId}/stop", "MGA"),
          Map.entry("DELETE /api/v1/backtests/{backtestId}", "MGA"),
          Map.entry("POST /api/v1/bulk-orders/nurture", "MA"),
          Map.entry("POST /api/v1/bulk-orders/suppress", "MGA"),
          Map.entry("POST /api/v1/bulk-orders/reassign", "GA"),
          Map.entry("POST /api/v1/bulk-orders/reopen", "MGA"),
          Map.entry("GET /api/v1/bulk-orders", "MGA"),
          Map.entry("GET /api/v1/bulk-orders/{bulkOrderId}", "MGA"),
          Map.entry("GET /api/v1/bulk-orders/{bulkOrderId}/results", "MGA"),
          Map.entry("POST /api/v1/bulk-orders/{bulkOrderId}/stop", "MGA"),
          Map.entry("POST /api/v1/leads/{id}/erase", "GA"),
          Map.entry("GET /api/v1/leads/{id}/person", "GA"),
          Map.entry("POST /api/v1/erasures", "GA"),
          Map.entry("GET /api/v1/erasures", "GA"),
          Map.entry("GET /api/v1/erasures/{erasureId}", "GA"),
          Map.entry("GET /api/v1/retention", "GA"),
          Map.entry("GET /api/v1/keys", "GA"),
          Map.entry("POST /api/v1/keys", "A"),
          Map.entry("DELETE /api/v1/keys/{keyId}", "A"),
          Map.entry("PUT /api/v1/keys/{keyId}/label", "A"),
          Map.entry("GET /api/v1/users", "A"),
          Map.entry("POST /api/v1/users", "A"),
          Map.entry("PUT /api/v1/users/{handle}", "A"),
          Map.entry("POST /api/v1/users/{handle}/link", "A"),
          Map.entry("GET /api/v1/audit", "A"),
          Map.entry("GET /api/v1/audit.csv", "A"),
          Map.entry("GET /api/v1/connectors", "GA"),
          Map.entry("GET /api/v1/connectors/{connectorId}", "GA"),
          Map.entry("PUT /api/v1/connectors/{connectorId}", "A"),
          Map.entry("DELETE /api/v1/connectors/{connectorId}", "A"),
          Map.entry("POST /api/v1/connectors/{connectorId}/check", "A"),
          Map.entry("POST /api/v1/connectors/{connectorId}/preview", "A"),
          Map.entry("POST /api/v1/connectors/{connectorId}/start", "A"),
          Map.entry("POST /api/v1/connectors/{connectorId}/pause", "A"),
          Map.entry("GET /api/v1/connectors/{connectorId}/set-aside", "GA"),
          Map.entry("POST /api/v1/connectors/{connectorId}/set-aside/retry", "A"),
          Map.entry("GET /api/v1/webhooks", "GA"),
          Map.entry("POST /api/v1/webhooks", "A"),
          Map.entry("DELETE /api/v1/webhooks/{webhookId}", "A"),
          Map.entry("GET /api/v1/webhooks/{webhookId}/deliveries", "GA"),
          Map.entry("POST /api/v1/webhooks/{webhookId}/ping", "A"),
          Map.entry("POST /api/v1/webhooks/{webhookId}/rotate", "A"),
          Map.entry("POST /api/v1/imports", "MA"),
          Map.entry("GET /api/v1/imports", "MGA"),
          Map.entry("GET /api/v1/imports/{importId}", "MGA"),
          Map.entry("GET /api/v1/imports/{importId}/errors.csv", "MGA"),
          Map.entry("GET /api/v1/imports/{importId}/warnings.csv", "MGA"),
          Map.entry("GET /api/v1/suppressions", "MGA"),
          Map.entry("GET /api/v1/suppressions.csv", "MGA"),
          Map.entry("POST /api/v1/suppressions", "MGA"),
          Map.entry("POST /api/v1/suppressions/import", "MA"),
          Map.entry("POST /api/v1/suppressions/lift", "MGA"),
          Map.entry("GET /api/v1/replies", "MGA"),
          Map.entry("POST /api/v1/replies/{id}/settle", "MGA"),
          Map.entry("GET /api/v1/checks/record", "A"),
          Map.entry("POST /api/v1/measures/rebuild", "A"),
          Map.entry("GET /api/v1/measures/rebuild", "A"),
          Map.entry("GET /api/v1/measures", "MGA"),
          Map.entry("GET /api/v1/measures/{name}.csv", "MGA"),
          Map.entry("GET /api/v1/measures/{name}", "MGA"),
          Map.entry("GET /api/v1/sample-data", "A"),
          Map.entry("POST /api/v1/sample-data", "A"),
          Map.entry("DELETE /api/v1/sample-data", "A"),
          Map.entry("GET /api/v1/attention", "MGA"),
          Map.entry("GET /api/v1/journal", "MGA"),
          Map.entry("POST /api/v1/leads/{id}/retry", "GA"));

  /** The pages and their forms, by the same letters. */
  private static final Map<String, String> PAGES =
      Map.ofEntries(
          Map.entry("GET /inbox", "SGA"),
          Map.entry("GET /inbox.csv", "SGA"),
          Map.entry("GET /inbox/events", "SGA"),
          Map.entry("GET /inbox/mine", "SGA"),
          Map.entry("GET /inbox/mine.csv", "SGA"),
          Map.entry("GET /inbox/answered", "SGA"),
          Map.entry("GET /inbox/answered.csv", "SGA"),
          Map.entry("GET /inbox/hours", "S"),
          Map.entry("POST /inbox/hours", "S"),
          Map.entry("GET /inbox/{id}/became", "SGA"),
          Map.entry("POST /inbox/{id}/accept", "SGA"),
          Map.entry("POST /inbox/{id}/reject", "SGA"),
          Map.entry("POST /inbox/{id}/return", "SGA"),
          Map.entry("POST /inbox/{id}/snooze", "SGA"),
          Map.entry("POST /inbox/{id}/undo", "SGA"),
          Map.entry("POST /inbox/{id}/go", "SGA"),
          Map.entry("POST /home/people", "A"),
          Map.entry("POST /home/mail", "A"),
          Map.entry("POST /home/policy", "A"),
          Map.entry("POST /home/sample", "A"),
          Map.entry("POST /home/sample/remove", "A"),
          Map.entry("GET /board", "MGA"),
          Map.entry("GET /board.csv", "MGA"),
          Map.entry("GET /board/routing", "MGA"),
          Map.entry("GET /board/routing.csv", "MGA"),
          Map.entry("GET /funnel", "MGA"),
          Map.entry("GET /funnel/row", "MGA"),
          Map.entry("GET /funnel/flow", "MGA"),
          Map.entry("GET /funnel/reasons", "MGA"),
          Map.entry("GET /funnel/compared", "MGA"),
          Map.entry("GET /measures", "MGA"),
          Map.entry("GET /measures/{name}", "MGA"),
          Map.entry("GET /measures/{name}.csv", "MGA"),
          Map.entry("GET /leads", "MSGA"),
          Map.entry("GET /leads/export", "MSGA"),
          Map.entry("POST /leads/export", "MSGA"),
          Map.entry("GET /simulations", "MGA"),
          Map.entry("GET /simulations.csv", "MGA"),
          Map.entry("POST /simulations", "MGA"),
          Map.entry("GET /simulations/{simulationId}", "MGA"),
          Map.entry("GET /simulations/{simulationId}/{table}.csv", "MGA"),
          Map.entry("POST /simulations/{simulationId}/stop", "MGA"),
          Map.entry("GET /policies/drafts/{draft}/what-if", "MGA"),
          Map.entry("POST /policies/drafts/{draft}/what-if", "MGA"),
          Map.entry("GET /backtests", "MGA"),
          Map.entry("GET /backtests.csv", "MGA"),
          Map.entry("POST /backtests", "MGA"),
          Map.entry("GET /backtests/{backtestId}", "MGA"),
          Map.entry("GET /backtests/{backtestId}/changes.csv", "MGA"),
          Map.entry("POST /backtests/{backtestId}/stop", "MGA"),
          Map.entry("POST /backtests/{backtestId}/delete", "MGA"),
          Map.entry("GET /leads/bulk", "MGA"),
          Map.entry("GET /leads/bulk.csv", "MGA"),
          Map.entry("POST /leads/bulk/orders/nurture", "MA"),
          Map.entry("POST /leads/bulk/orders/suppress", "MGA"),
          Map.entry("POST /leads/bulk/orders/reassign", "GA"),
          Map.entry("POST /leads/bulk/orders/reopen", "MGA"),
          Map.entry("GET /leads/bulk/{bulkOrderId}", "MGA"),
          Map.entry("GET /leads/bulk/{bulkOrderId}/results.csv", "MGA"),
          Map.entry("POST /leads/bulk/{bulkOrderId}/stop", "MGA"),
          Map.entry("POST /leads/{id}/erase", "GA"),
          Map.entry("GET /leads/{id}/person.json", "GA"),
          Map.entry("GET /erasures", "GA"),
          Map.entry("GET /erasures.csv", "GA"),
          Map.entry("POST /erasures", "GA"),
          Map.entry("GET /erasures/{erasureId}", "GA"),
          Map.entry("POST /erasures/{erasureId}/try", "GA"),
          Map.entry("POST /leads/views", "MSGA"),
          Map.entry("POST /leads/views/forget", "MSGA"),
          Map.entry("GET /leads/{id}", "MSGA"),
          Map.entry("GET /leads/{id}/mails/{mail}", "MSGA"),
          Map.entry("GET /leads/{id}/mails/{mail}/content", "MSGA"),
          Map.entry("POST /leads/{id}/nurture", "MA"),
          Map.entry("POST /leads/{id}/reopen", "MGA"),
          Map.entry("POST /leads/{id}/suppress", "MGA"),
          Map.entry("POST /leads/{id}/lift", "MGA"),
          Map.entry("POST /leads/{id}/enrich", "MA"),
          Map.entry("POST /leads/{id}/correct", "MA"),
          Map.entry("POST /leads/{id}/accept", "SGA"),
          Map.entry("POST /leads/{id}/reject", "SGA"),
          Map.entry("POST /leads/{id}/return", "SGA"),
          Map.entry("POST /leads/{id}/contact", "SGA"),
          Map.entry("POST /leads/{id}/outcome", "SGA"),
          Map.entry("POST /leads/{id}/reassign", "GA"),
          Map.entry("POST /leads/{id}/takeover", "S"),
          Map.entry("POST /leads/{id}/pause", "SGA"),
          Map.entry("POST /leads/{id}/resume", "SGA"),
          Map.entry("POST /leads/{id}/snooze", "SGA"),
          Map.entry("POST /leads/{id}/withdraw", "MGA"),
          Map.entry("POST /leads/{id}/reply-stop", "MGA"),
          Map.entry("POST /leads/{id}/reply-answer", "MGA"),
          Map.entry("POST /leads/{id}/review", "GA"),
          Map.entry("GET /reps", "MSGA"),
          Map.entry("GET /reps.csv", "MSGA"),
          Map.entry("POST /reps", "A"),
          Map.entry("GET /reps/{repId}", "MSGA"),
          Map.entry("POST /reps/{repId}", "A"),
          Map.entry("GET /reps/{repId}/leave", "GA"),
          Map.entry("POST /reps/{repId}/leave", "GA"),
          Map.entry("GET /teams", "MSGA"),
          Map.entry("GET /teams.csv", "MSGA"),
          Map.entry("POST /teams", "A"),
          Map.entry("POST /teams/{teamId}", "A"),
          Map.entry("GET /account-owners", "MSGA"),
          Map.entry("GET /account-owners.csv", "MSGA"),
          Map.entry("POST /account-owners", "GA"),
          Map.entry("POST /account-owners/remove", "GA"),
          Map.entry("GET /connectors", "GA"),
          Map.entry("GET /connectors.csv", "GA"),
          Map.entry("POST /connectors", "A"),
          Map.entry("GET /connectors/{connectorId}", "GA"),
          Map.entry("POST /connectors/{connectorId}", "A"),
          Map.entry("GET /connectors/{connectorId}/set-aside.csv", "GA"),
          Map.entry("POST /connectors/{connectorId}/look", "A"),
          Map.entry("POST /connectors/{connectorId}/steer", "A"),
          Map.entry("POST /connectors/{connectorId}/retry", "A"),
          Map.entry("GET /forms", "MGA"),
          Map.entry("GET /forms.csv", "MGA"),
          Map.entry("POST /forms", "MA"),
          Map.entry("GET /forms/{formId}", "MGA"),
          Map.entry("POST /forms/{formId}", "MA"),
          Map.entry("POST /forms/{formId}/preview", "MA"),
          Map.entry("POST /forms/{formId}/restore", "MA"),
          Map.entry("GET /accounts", "MSGA"),
          Map.entry("GET /accounts.csv", "MSGA"),
          Map.entry("GET /accounts/{accountId}", "MSGA"),
          Map.entry("POST /accounts/{accountId}/aliases", "GA"),
          Map.entry("POST /accounts/{accountId}/aliases/remove", "GA"),
          Map.entry("GET /campaigns", "MGA"),
          Map.entry("GET /campaigns.csv", "MGA"),
          Map.entry("POST /campaigns", "MA"),
          Map.entry("GET /campaigns/new", "MGA"),
          Map.entry("POST /campaigns/preview", "MGA"),
          Map.entry("POST /campaigns/mail", "MGA"),
          Map.entry("POST /campaigns/test", "MA"),
          Map.entry("GET /campaigns/{campaignId}", "MGA"),
          Map.entry("POST /campaigns/{campaignId}/{order}", "MA"),
          Map.entry("GET /imports", "MGA"),
          Map.entry("GET /imports.csv", "MGA"),
          Map.entry("POST /imports", "MA"),
          Map.entry("GET /imports/new", "MA"),
          Map.entry("GET /imports/{importId}/mapping", "MA"),
          Map.entry("POST /imports/{importId}/mapping", "MA"),
          Map.entry("POST /imports/{importId}/mapping.json", "MA"),
          Map.entry("POST /imports/{importId}/start", "MA"),
          Map.entry("POST /imports/{importId}/discard", "MA"),
          Map.entry("GET /imports/{importId}", "MGA"),
          Map.entry("GET /imports/{importId}/mapping.json", "MGA"),
          Map.entry("GET /imports/{importId}/errors.csv", "MGA"),
          Map.entry("GET /imports/{importId}/warnings.csv", "MGA"),
          Map.entry("GET /suppressions", "MGA"),
          Map.entry("GET /suppressions/export", "MGA"),
          Map.entry("POST /suppressions", "MGA"),
          Map.entry("POST /suppressions/many", "MA"),
          Map.entry("POST /suppressions/lift", "MGA"),
          Map.entry("GET /deliverability", "MGA"),
          Map.entry("GET /deliverability/export", "MGA"),
          Map.entry("GET /policies", "MGA"),
          Map.entry("GET /policies.csv", "MGA"),
          Map.entry("POST /policies/drafts", "MGA"),
          Map.entry("GET /policies/drafts/new", "MGA"),
          Map.entry("GET /policies/drafts/{draft}", "MGA"),
          Map.entry("POST /policies/drafts/look", "MGA"),
          Map.entry("POST /policies/drafts/text", "MGA"),
          Map.entry("POST /policies/reviews/{review}/close", "MGA"),
          Map.entry("GET /policies/{version}", "MGA"),
          Map.entry("GET /policies/{version}/rollout", "MGA"),
          Map.entry("GET /policies/prediction", "MGA"),
          Map.entry("GET /policies/prediction.csv", "MGA"),
          Map.entry("POST /policies/prediction/learn", "MGA"),
          Map.entry("POST /policies/prediction/{version}/use", "MGA"),
          Map.entry("POST /policies/prediction/{version}/draft", "MGA"),
          Map.entry("GET /policies/{version}/signals-that-predict", "MGA"),
          Map.entry("GET /policies/{version}/signals-that-predict.csv", "MGA"),
          Map.entry("GET /policies/{version}/rollout.csv", "MGA"),
          Map.entry("POST /policies/{version}/rollout", "GA"),
          Map.entry("POST /policies/{version}/rollout/{order}", "GA"),
          Map.entry("POST /policies/{draft}/approve", "MGA"),
          Map.entry("POST /policies/{draft}/withdraw", "MGA"),
          Map.entry("GET /leads/attention", "MGA"),
          Map.entry("GET /leads/attention.csv", "MGA"),
          Map.entry("POST /leads/attention/retry", "GA"),
          Map.entry("GET /leads/answers", "MGA"),
          Map.entry("GET /leads/answers.csv", "MGA"),
          Map.entry("POST /leads/answers/stop", "MGA"),
          Map.entry("POST /leads/answers/answer", "MGA"),
          Map.entry("GET /sequences", "MGA"),
          Map.entry("GET /sequences.csv", "MGA"),
          Map.entry("GET /sequences/{id}", "MGA"),
          Map.entry("POST /sequences/{id}/pause", "MGA"),
          Map.entry("POST /sequences/{id}/resume", "MGA"),
          Map.entry("GET /templates", "MGA"),
          Map.entry("GET /templates.csv", "MGA"),
          Map.entry("GET /templates/{name}", "MGA"),
          Map.entry("POST /templates/{name}", "MGA"),
          Map.entry("POST /templates/{name}/check", "MGA"),
          Map.entry("POST /templates/{name}/preview", "MGA"),
          Map.entry("POST /templates/{name}/test", "MGA"),
          Map.entry("POST /templates/{name}/back", "MGA"),
          Map.entry("GET /settings", "MSGA"),
          Map.entry("GET /settings/me", "MSGA"),
          Map.entry("POST /settings/me/zone", "MSGA"),
          Map.entry("POST /settings/me/password", "MSGA"),
          Map.entry("GET /settings/users", "A"),
          Map.entry("GET /settings/users.csv", "A"),
          Map.entry("POST /settings/users", "A"),
          Map.entry("POST /settings/users/{handle}", "A"),
          Map.entry("POST /settings/users/{handle}/link", "A"),
          Map.entry("GET /settings/keys", "A"),
          Map.entry("GET /settings/keys.csv", "A"),
          Map.entry("POST /settings/keys", "A"),
          Map.entry("POST /settings/keys/{keyId}/label", "A"),
          Map.entry("POST /settings/keys/{keyId}/revoke", "A"),
          Map.entry("GET /settings/audit", "A"),
          Map.entry("GET /settings/audit.csv", "A"),
          Map.entry("POST /leads/{id}/retry", "GA"));

  /** What these answer without fields, or of what is not there. */
  private static final Map<String, Integer> ANSWERS = Map.ofEntries(
      Map.entry("POST /templates/{name}", 400), Map.entry("POST /policies/drafts", 400),
      Map.entry("POST /policies/drafts/text", 400), Map.entry("POST /leads/views", 400),
      Map.entry("POST /leads/export", 400), Map.entry("POST /leads/bulk/orders/nurture", 400),
      Map.entry("POST /leads/bulk/orders/suppress", 400), Map.entry("POST /leads/bulk/orders/reassign", 400),
      Map.entry("POST /leads/bulk/orders/reopen", 400), Map.entry("POST /erasures", 400), Map.entry("POST /reps", 400),
      Map.entry("POST /campaigns", 400), Map.entry("POST /campaigns/test", 404),
      Map.entry("POST /imports", 400), Map.entry("POST /forms", 400), Map.entry("POST /connectors", 400),
      Map.entry("POST /teams", 400), Map.entry("POST /teams/{teamId}", 400), Map.entry("POST /account-owners", 400),
      Map.entry("POST /settings/users", 400), Map.entry("POST /settings/users/{handle}", 400),
      Map.entry("POST /settings/keys", 400), Map.entry("POST /settings/me/zone", 409),
      Map.entry("POST /settings/me/password", 409));

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @Test
  void everyRoleMayDoWhatTheMatrixSaysAndNothingElse() {
    List<String> wrong = new ArrayList<>();
    MATRIX.forEach(
        (call, letters) -> {
          for (Role role : Role.values()) {
            boolean allowed = letters.indexOf("MSGAO".charAt(role.ordinal())) >= 0;
            int status = make(call, key(role)).status();
            boolean refused = status == 403;
            if (refused == allowed || status == 401 || status >= 500) {
              wrong.add(role + " " + call + " -> " + status);
            }
          }
          if (make(call, NO_KEY).status() != 401) {
            wrong.add("without a key: " + call);
          }
        });
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyRoleMayOpenThePagesOfTheMatrixAndNoOthers() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Role role : Role.OF_PEOPLE) {
      Browser person = new Browser(port);
      person.signIn("", key(role));
      for (Map.Entry<String, String> page : PAGES.entrySet()) {
        String path = page.getKey().substring(page.getKey().indexOf(' ') + 1).replace("{mail}", "none")
            .replace("{draft}", "d0").replace("{version}", "1").replace("{order}", "burn").replace("{name}", "mql-volume")
            .replace("{review}", "1").replaceAll("\\{[^}]+}", "nobody");
        boolean allowed = page.getValue().indexOf("MSGA".charAt(role.ordinal())) >= 0;
        int status =
            page.getKey().startsWith("GET")
                ? person.open(path).statusCode()
                : person.send("/leads", path, Map.of("reason", "no_budget", "result", "won", "order", "dismiss")).statusCode();
        int expected = !allowed ? 403
            : page.getKey().startsWith("POST /suppressions") ? 400
            : ANSWERS.containsKey(page.getKey()) ? ANSWERS.get(page.getKey())
            : List.of("/home/people", "/home/mail", "/home/policy", "/home/sample", "/home/sample/remove",
                "/accounts", "/board", "/board/routing", "/reps", "/teams", "/account-owners", "/forms", "/connectors",
                "/forms/nobody/preview",
                "/funnel", "/funnel/row", "/funnel/flow", "/funnel/reasons", "/funnel/compared", "/measures",
                "/measures/mql-volume", "/inbox", "/inbox/events", "/inbox/mine", "/inbox/answered", "/inbox/hours",
                "/policies", "/campaigns", "/campaigns/new", "/campaigns/preview", "/campaigns/mail",
                "/campaigns/test", "/imports", "/imports/new",
                "/backtests", "/simulations", "/erasures", "/suppressions", "/suppressions/export", "/deliverability",
                "/deliverability/export",
                "/leads", "/leads/export", "/leads/views/forget", "/leads/answers", "/leads/attention",
                "/leads/attention/retry",
                "/policies/1/rollout", "/policies/1", "/policies/1/signals-that-predict", "/policies/prediction",
                "/policies/prediction/learn", "/policies/drafts/new",
                "/policies/drafts/look",
                "/policies/reviews/1/close", "/leads/bulk", "/sequences", "/templates",
                "/settings", "/settings/me", "/settings/users", "/settings/keys", "/settings/audit")
                .contains(path.replace(".csv", "")) ? 200 : 404;
        if (status != expected) {
          wrong.add(role + " " + page.getKey() + " -> " + status);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void keyOfAnApiCallerOpensNoPageAndSessionMakesNoCall() throws Exception {
    assertThat(get("/leads", key(Role.ADMIN)).header("Location")).endsWith("/sign-in");
    Browser person = new Browser(port);
    assertThat(person.signIn("", key(Role.ADMIN)).statusCode()).isEqualTo(200);
    assertThat(person.open("/api/v1/leads").statusCode()).isEqualTo(401);
    assertThat(get("/api/v1/leads", key(Role.ADMIN)).header("Set-Cookie")).isEmpty();
  }

  @Test
  void everyCallStandsInTheTable() {
    TreeSet<String> pages = mapped("/leads");
    pages.addAll(mapped("/home"));
    pages.addAll(mapped("/accounts"));
    pages.addAll(mapped("/account-owners"));
    pages.addAll(mapped("/forms"));
    pages.addAll(mapped("/connectors"));
    pages.addAll(mapped("/reps"));
    pages.addAll(mapped("/teams"));
    pages.addAll(mapped("/board"));
    pages.addAll(mapped("/campaigns"));
    pages.addAll(mapped("/deliverability"));
    pages.addAll(mapped("/erasures"));
    pages.addAll(mapped("/imports"));
    pages.addAll(mapped("/suppressions"));
    pages.addAll(mapped("/backtests"));
    pages.addAll(mapped("/simulations"));
    pages.addAll(mapped("/funnel"));
    pages.addAll(mapped("/inbox"));
    pages.addAll(mapped("/measures"));
    pages.addAll(mapped("/policies"));
    pages.addAll(mapped("/sequences"));
    pages.addAll(mapped("/templates"));
    pages.addAll(mapped("/settings"));
    assertThat(pages).isEqualTo(new TreeSet<>(PAGES.keySet()));
    assertThat(AccessTable.pages().stream().map(rule -> rule.method() + " " + rule.pattern()))
        .containsExactlyInAnyOrderElementsOf(PAGES.keySet());
    TreeSet<String> mapped = mapped("/api/");
    assertThat(mapped).isEqualTo(new TreeSet<>(MATRIX.keySet()));
    assertThat(AccessTable.rules().stream().map(rule -> rule.method() + " " + rule.pattern())).containsAll(mapped);
  }

  private TreeSet<String> mapped(String prefix) {
    TreeSet<String> mapped = new TreeSet<>();
    mappings
        .getHandlerMethods()
        .keySet()
        .forEach(
            info ->
                info.getPatternValues().stream()
                    .filter(pattern -> pattern.startsWith(prefix))
                    .forEach(
                        pattern ->
                            info.getMethodsCondition().getMethods().forEach(method -> mapped.add(method + " " + pattern))));
    return mapped;
  }

  private Answer make(String call, String key) {
    String method = call.substring(0, call.indexOf(' '));
    String path = call.substring(call.indexOf(' ') + 1).replace("{version}", "999").replaceAll("\\{[a-zA-Z]+}", "nobody");
    return call(method, path, key, "GET".equals(method) || "DELETE".equals(method) ? null : "{}", Map.of());
  }
}
