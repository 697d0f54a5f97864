package dev.leadloop.account;

import java.time.Instant;
import java.util.List;

/**
 * What was found about the company of a lead when it was last counted. It holds nothing of any one person.
 *
 * @param peopleActive people of the company, the lead among them, who did something within the policy's window
 * @param roles what these people do, each role once, by the labels of {@code lead.title.Role}
 * @param askedByOthers what other people of the company asked for or did
 * @param surges what the company reads up on elsewhere
 * @param computedAt when it was counted
 */
public record AccountEvidence(
    int peopleActive, List<String> roles, List<Asked> askedByOthers, List<Surge> surges, Instant computedAt) {

  /**
   * Something that others of the company did.
   *
   * @param type of the signal
   */
  public record Asked(String type, Instant at) {}

  /**
   * A topic that the company researches more than usual, as a third party has told.
   *
   * @param score how strongly, on that party's scale, such as 0 to 100
   * @param source who told it
   */
  public record Surge(String topic, int score, String source, Instant at) {}

  public AccountEvidence {
    roles = List.copyOf(roles);
    askedByOthers = List.copyOf(askedByOthers);
    surges = List.copyOf(surges);
  }
}
