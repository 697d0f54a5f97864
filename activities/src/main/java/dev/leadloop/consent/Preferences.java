package dev.leadloop.consent;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.journal.Forgotten;
import dev.leadloop.policy.ConsentRules.Topic;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadStore;
import dev.leadloop.record.PolicySource;
import dev.leadloop.record.StatusStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** What a reader wants to get, and the reader's own changes to it; a change is committed when a call returns. */
public final class Preferences {
  /** A mailbox that was found not to exist is not made to exist by a click. */
  private static final Set<String> STAYS = Set.of(SuppressionReason.HARD_BOUNCE, Forgotten.REASON);

  private final LeadStore leads;
  private final StatusStore statuses;
  private final SuppressionStore addresses;
  private final TopicStore topics;
  private final Suppressions suppressions;
  private final PolicySource policies;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  public Preferences(
      LeadStore leads,
      StatusStore statuses,
      SuppressionStore addresses,
      TopicStore topics,
      Suppressions suppressions,
      PolicySource policies,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.leads = leads;
    this.statuses = statuses;
    this.addresses = addresses;
    this.topics = topics;
    this.suppressions = suppressions;
    this.policies = policies;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * What a reader gets.
   *
   * @param emailKey the address the lead has now; null where it has none any more
   * @param suppressed why it gets nothing at all; null where it may
   */
  public record Choices(@Nullable String emailKey, @Nullable String suppressed, List<Choice> topics) {
    public Choices {
      topics = List.copyOf(topics);
    }

    /** Whether the reader may undo the suppression by the link mailed to that address. */
    public boolean mayReturn() {
      return suppressed != null && !STAYS.contains(suppressed);
    }
  }

  /** A topic and whether the reader wants it. */
  public record Choice(String id, String label, boolean wanted) {}

  /** What the reader gets now; changes nothing. */
  public Choices of(LeadId lead) {
    String key = leads.find(lead).map(LeadRecord::emailKey).orElse(null);
    Set<String> left = key == null ? Set.of() : topics.left(key);
    String suppressed = key == null ? null : addresses.reason(key).orElse(null);
    return new Choices(
        key,
        suppressed,
        offered(lead).stream().map(topic -> new Choice(topic.id(), topic.label(), !left.contains(topic.id()))).toList());
  }

  /** Keeps the wanted topics and leaves the others; no mail of a topic begins to be sent after it was left. */
  public void choose(LeadId lead, Set<String> wanted) {
    transaction.executeWithoutResult(status -> {
      Optional<String> key = leads.find(lead).map(LeadRecord::emailKey);
      if (key.isEmpty()) {
        return;
      }
      addresses.lock(key.get());
      Instant now = clock.instant();
      String by = Principal.PERSON.toString();
      for (Topic topic : offered(lead)) {
        if (wanted.contains(topic.id())) {
          topics.join(key.get(), topic.id(), by, now);
        } else {
          topics.leave(key.get(), topic.id(), by, now);
        }
      }
    });
  }

  /** Takes a reader back who had left, by the link mailed to that very address; false where that cannot be. */
  public boolean comeBack(LeadId lead) {
    Choices now = of(lead);
    String key = now.emailKey();
    return key != null
        && now.mayReturn()
        && suppressions.lift(key, Principal.PERSON, "came back by the link mailed to this address");
  }

  private List<Topic> offered(LeadId lead) {
    return statuses.find(lead)
        .map(status -> policies.version(status.policyVersion()))
        .orElseGet(policies::latest)
        .consent()
        .topics();
  }
}
