package dev.leadloop.nurturing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.Beginning;
import dev.leadloop.lifecycle.NotBegun;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policyfile.Segments;
import dev.leadloop.record.PolicySource;
import dev.leadloop.temporal.ActivityFailures;
import dev.leadloop.temporal.campaign.CampaignActivities;
import dev.leadloop.temporal.campaign.CampaignOrder;
import dev.leadloop.temporal.campaign.CampaignProgress;
import dev.leadloop.view.SegmentStore;
import dev.leadloop.view.SegmentStore.Candidate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds the leads of a segment and begins a sequence for them, each once by the same campaign. */
public final class Campaigns implements CampaignActivities {
  private static final int PAGE = 500;
  private static final int MOST_LOOKED_AT = 5_000;
  /** Leads a minute where an order does not say. */
  public static final int USUAL_RATE = 60;
  private static final int GREATEST_RATE = 6_000;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final CampaignStore store;
  private final SegmentStore segments;
  private final InboxStore inbox;
  private final PolicySource policies;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  public Campaigns(
      CampaignStore store,
      SegmentStore segments,
      InboxStore inbox,
      PolicySource policies,
      PlatformTransactionManager transactions,
      InstantSource clock) {
    this.store = store;
    this.segments = segments;
    this.inbox = inbox;
    this.policies = policies;
    this.transaction = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /**
   * Whom a campaign would reach now, whose running sequence it would end, and whom it would pass over and why. Leads that
   * nothing was decided about yet are not among them.
   *
   * @throws IllegalArgumentException where the order cannot be followed, in words
   */
  public CampaignReach reach(CampaignOrder order) {
    CampaignAim aim = aim(order.sequence(), order.segment(), order.again(), Segments::parse);
    rate(order);
    CampaignReach.Counting counting = new CampaignReach.Counting();
    String after = "";
    List<Candidate> page;
    do {
      page = segments.page(after, CampaignAim.EVERY_STAGE, aim.signalsFrom(), PAGE);
      page.stream().filter(aim::means).forEach(lead -> counting.add(lead, aim.passedOver(lead)));
      after = page.isEmpty() ? after : page.getLast().lead().value();
    } while (page.size() == PAGE);
    return counting.reach();
  }

  /**
   * Opens a campaign, or finds the one of that id.
   *
   * @throws IllegalArgumentException where the order cannot be followed, or the id belongs to another one
   */
  public Campaign open(String campaignId, CampaignOrder order, Principal by) {
    if (!ID.matcher(campaignId).matches()) {
      throw new IllegalArgumentException("a campaign's id has 1 to 64 letters, digits, dots and dashes");
    }
    if (store.find(campaignId).isEmpty()) {
      store.open(campaignId, order, rate(order), reach(order).leads(), by, clock.instant());
    }
    Campaign campaign = store.find(campaignId).orElseThrow();
    if (!campaign.follows(order)) {
      throw new IllegalArgumentException(
          "the campaign '" + campaignId
              + "' was started with another sequence, segment, rate or 'again'; give this one another id");
    }
    return campaign;
  }

  /** Pauses, resumes or stops a campaign; one that is over stays so. */
  public Campaign change(String campaignId, String state, Principal by) {
    store.state(campaignId, state, by.toString(), clock.instant());
    return store.find(campaignId).orElseThrow(() -> bad("there is no campaign '" + campaignId + "'"));
  }

  @Override
  public CampaignProgress openCampaign(String campaignId, CampaignOrder order) {
    if (order.recorded()) {
      return store.find(campaignId).orElseThrow(() -> bad("there is no campaign '" + campaignId + "'")).progress();
    }
    try {
      return open(campaignId, order, Principal.TEMPORAL).progress();
    } catch (IllegalArgumentException wrong) {
      throw bad(String.valueOf(wrong.getMessage()));
    }
  }

  @Override
  public CampaignProgress changeCampaign(String campaignId, String state) {
    return change(campaignId, state, Principal.TEMPORAL).progress();
  }

  @Override
  public CampaignProgress tellNext(String campaignId, int most) {
    return Objects.requireNonNull(transaction.execute(status -> {
      Campaign campaign = store.lock(campaignId).orElseThrow(() -> bad("there is no campaign '" + campaignId + "'"));
      if (campaign.progress().state().equals("RUNNING")) {
        tell(campaign, most);
      }
      return store.find(campaignId).orElseThrow().progress();
    }));
  }

  private void tell(Campaign campaign, int most) {
    CampaignAim aim = aim(campaign.sequence(), campaign.segment(), campaign.again(), Segments::taken);
    List<InboxRow> rows = new ArrayList<>();
    String after = campaign.lastLead();
    int looked = 0;
    int had = 0;
    boolean done = false;
    while (!done && rows.size() < most && looked < MOST_LOOKED_AT) {
      List<Candidate> page = segments.page(after, CampaignAim.NURTURED, aim.signalsFrom(), PAGE);
      done = page.size() < PAGE;
      for (Candidate candidate : page) {
        if (rows.size() == most) {
          done = false;
          break;
        }
        looked++;
        after = candidate.lead().value();
        if (aim.means(candidate)) {
          NotBegun why = aim.passedOver(candidate);
          had += why == NotBegun.HAD_BEFORE ? 1 : 0;
          if (why == null) {
            rows.add(row(campaign, candidate));
          }
        }
      }
    }
    int told = inbox.appendAll(rows).size();
    store.count(campaign.campaignId(), looked, told, had, after, done, clock.instant());
  }

  private InboxRow row(Campaign campaign, Candidate candidate) {
    return InboxRow.called(
        candidate.lead(), "campaign-" + campaign.campaignId(), "campaign", clock.instant(), campaign.createdBy(),
        new EventBody.NurtureOrdered(campaign.sequence(), campaign.again()));
  }

  private CampaignAim aim(
      String sequence, @Nullable JsonNode segment, boolean again, BiFunction<String, LeadPolicy, Condition> reading) {
    LeadPolicy policy = policies.latest();
    if (!policy.sequences().containsKey(sequence)) {
      throw new IllegalArgumentException("the policy has no sequence '" + sequence + "'; it has "
          + policy.sequences().keySet().stream().sorted().toList());
    }
    Condition condition =
        segment == null || segment.isNull() ? new Condition.All(List.of()) : reading.apply(segment.toString(), policy);
    Instant now = clock.instant();
    return new CampaignAim(
        condition, new Beginning.Wanted(sequence, again, false), policies, now, now.minus(policy.reach()));
  }

  /**
   * The most leads a minute that an order asks for, or is given.
   *
   * @throws IllegalArgumentException where it asks for none, or for too many
   */
  public static int rate(CampaignOrder order) {
    Integer rate = order.ratePerMinute();
    if (rate != null && (rate < 1 || rate > GREATEST_RATE)) {
      throw new IllegalArgumentException("ratePerMinute must be from 1 to " + GREATEST_RATE);
    }
    return rate == null ? USUAL_RATE : rate;
  }

  private static RuntimeException bad(String why) {
    return ActivityFailures.forGood(why, BAD_CAMPAIGN);
  }
}
