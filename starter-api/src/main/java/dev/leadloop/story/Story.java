package dev.leadloop.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Two lives. One lead reads, comes back and asks for a demo; the first rep does not answer, the second does. The other
 * is rejected for want of budget, left alone, nurtured again, and comes back with fresh evidence.
 */
final class Story {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LADDER = Duration.ofSeconds(40);
  private static final Duration PARKING = Duration.ofSeconds(60);
  private static final String TEAM = "sales";

  private final StoryClient admin;
  private final Narrator narrator;
  private final Map<String, StoryClient> reps = new HashMap<>();
  // Told apart from the leads of a story played before in the same data folder.
  private final String run = UUID.randomUUID().toString().substring(0, 8);

  Story(StoryClient admin, Narrator narrator) {
    this.admin = admin;
    this.narrator = narrator;
  }

  void play() {
    openSalesDesk();
    directorAsksForADemo();
    rejectedLeadComesBack();
    narrator.chapter("That was the story. Both leads and all that happened to them stay for you to look at.");
  }

  private void openSalesDesk() {
    narrator.chapter("A sales desk with two reps opens; one hour of the policy takes one second here.");
    admin.put("/api/v1/teams/" + TEAM, Map.of("name", "Sales"));
    for (String rep : List.of("north", "south")) {
      admin.put("/api/v1/reps/" + rep,
          Map.of("name", "Rep " + rep, "email", rep + "@sales.example.com", "team", TEAM));
      String key = admin.post("/api/v1/keys",
          Map.of("name", "story-" + run + "-" + rep, "role", "SALES", "repId", rep)).path("key").asText();
      reps.put(rep, admin.as(key));
    }
    admin.put("/api/v1/reps/lead-manager",
        Map.of("name", "Sales manager", "email", "manager@sales.example.com", "team", TEAM, "manager", true));
  }

  private void directorAsksForADemo() {
    narrator.chapter("A marketing director at a company of 150 downloads an ebook");
    String lead = lead("director", "Example Harbour Software", "Marketing Director", "ebook");
    happens(lead, "ebook_download");
    until(lead, "score 10", found -> score(found) == 10 && stage(found).equals("NURTURING"));
    narrator.until(lead, "two nurture mails sent", PARKING, found -> mails(lead) >= 2);
    narrator.act("the director opens both mails");
    happens(lead, "email_open");
    happens(lead, "email_open");
    until(lead, "score 14", found -> score(found) == 14);
    narrator.act("the director comes back and attends a webinar");
    happens(lead, "session_start");
    happens(lead, "webinar_attended");
    until(lead, "still nurtured", found -> stage(found).equals("NURTURING") && found.path("pending").asInt() == 0);
    narrator.act("the director looks at the prices");
    happens(lead, "pricing_page_view");
    until(lead, "MQL", found -> stage(found).equals("MQL"));
    narrator.act("and once more");
    happens(lead, "pricing_page_view");
    until(lead, "still MQL", found -> stage(found).equals("MQL") && found.path("pending").asInt() == 0);
    narrator.act("the director asks for a demo");
    happens(lead, "demo_requested");
    JsonNode handed = until(lead, "SQL with an owner", found -> stage(found).equals("SQL") && isRep(found));
    String first = owner(handed);
    narrator.untilMailed(first + "@", "New lead", SOON);
    narrator.act(first + " does not answer");
    JsonNode moved =
        narrator.until(lead, "offered to the other rep", LADDER, found -> isRep(found) && !owner(found).equals(first));
    String second = owner(moved);
    narrator.untilMailed(first + "@", "Answer due", SOON);
    narrator.untilMailed("manager@", "No answer", SOON);
    narrator.untilMailed(second + "@", "New lead", SOON);
    narrator.act(second + " accepts and makes contact");
    answer(second, lead, "accept", Map.of());
    until(lead, "ACCEPTED", found -> stage(found).equals("ACCEPTED"));
    answer(second, lead, "contact", Map.of());
    answer(second, lead, "outcome", Map.of("result", "opportunity", "amount", 18000, "currency", "EUR"));
    until(lead, "OPPORTUNITY", found -> stage(found).equals("OPPORTUNITY"));
  }

  private void rejectedLeadComesBack() {
    narrator.chapter("An operations director asks for a demo, but has no budget this year");
    String lead = lead("operations", "Example Rivers Logistics", "Operations Director", "webinar");
    happens(lead, "demo_requested");
    String owner = owner(until(lead, "SQL with an owner", found -> stage(found).equals("SQL") && isRep(found)));
    narrator.act(owner + " rejects it: no budget");
    answer(owner, lead, "reject", Map.of("reason", "no_budget", "note", "Budget is decided in the new year."));
    until(lead, "parked in nurture", found -> stage(found).equals("NURTURING"));
    narrator.until(lead, "nurtured again on the path of its reason", PARKING, found -> mails(lead) >= 1);
    narrator.act("the lead reads again: a case study, a webinar, the prices");
    List.of("case_study_view", "webinar_attended", "pricing_page_view").forEach(signal -> happens(lead, signal));
    until(lead, "the fresh signals decided", found -> found.path("pending").asInt() == 0);
    if (!stage(admin.get("/api/v1/leads/" + lead)).equals("SQL")) {
      narrator.act("and asks for a proposal");
      happens(lead, "proposal_requested");
    }
    String next = owner(narrator.until(lead, "SQL again", SOON, found -> stage(found).equals("SQL") && isRep(found)));
    narrator.act(next + " accepts this time");
    answer(next, lead, "accept", Map.of());
    until(lead, "ACCEPTED", found -> stage(found).equals("ACCEPTED"));
  }

  private String lead(String who, String company, String title, String content) {
    return admin.post("/api/v1/leads",
        Map.of("email", who + "-" + run + "@example.com", "firstName", "Sam", "company", company, "title", title,
            "companySize", 150, "industry", "software", "country", "DE", "source", "paid_search", "content", content))
        .path("leadId").asText();
  }

  private void happens(String lead, String signal) {
    admin.post("/api/v1/events",
        Map.of("events", List.of(Map.of("eventId", UUID.randomUUID().toString(), "leadId", lead, "type", signal))));
  }

  private void answer(String rep, String lead, String answer, Map<String, ?> body) {
    StoryClient client = reps.get(rep);
    if (client == null) {
      throw new StoryFailed("the lead went to " + rep + ", who is not of this story");
    }
    client.post("/api/v1/leads/" + lead + "/" + answer, body);
  }

  private JsonNode until(String lead, String expectation, java.util.function.Predicate<JsonNode> holds) {
    return narrator.until(lead, expectation, SOON, holds);
  }

  private long mails(String lead) {
    long sent = 0;
    for (JsonNode entry : admin.get("/api/v1/leads/" + lead + "/timeline?limit=200").path("lines")) {
      sent += entry.path("entry").path("type").asText().equals("step_sent") ? 1 : 0;
    }
    return sent;
  }

  private static String stage(JsonNode lead) {
    return lead.path("stage").asText();
  }

  private static int score(JsonNode lead) {
    return lead.path("score").asInt();
  }

  private static String owner(JsonNode lead) {
    return lead.path("owner").asText();
  }

  private boolean isRep(JsonNode lead) {
    return reps.containsKey(owner(lead));
  }
}
