package dev.leadloop.nurturing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.Beginning;
import dev.leadloop.lifecycle.NotBegun;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policyfile.Segments;
import dev.leadloop.record.PolicySource;
import dev.leadloop.sending.SequencePauses;
import dev.leadloop.temporal.ActivityFailures;
import dev.leadloop.temporal.campaign.CampaignActivities;
import dev.leadloop.temporal.campaign.CampaignOrder;
import dev.leadloop.temporal.campaign.CampaignProgress;
import dev.leadloop.view.SegmentStore;
import dev.leadloop.view.SegmentStore.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Finds the leads of a segment and begins a sequence for them, or sends them one mail, each once by the same campaign. */
public final class Campaigns implements CampaignActivities {
  private static final int PAGE = 500;
  private static final int MOST_LOOKED_AT = 5_000;
  /** Leads a minute where an order does not say. */
  public static final int USUAL_RATE = 60;
  private static final int GREATEST_RATE = 6_000;
  private static final Duration LATEST = Duration.ofDays(366);
  /** Words that stand in addresses of pages and calls where an id does. */
  private static final Set<String> TAKEN = Set.of("new", "preview");
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final CampaignStore store;
  private final SegmentStore segments;
  private final InboxStore inbox;
  private final PolicySource policies;
  private final Predicate<String> texts;
  private final SequencePauses pauses;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  /**
   * Over the record.
   *
   * @param texts whether there is a text of that id for leads
   */
  public Campaigns(
      CampaignStore store,
      SegmentStore segments,
      InboxStore inbox,
      PolicySource policies,
      Predicate<String> texts,
      SequencePauses pauses,
      PlatformTransactionManager transactions,
      InstantSource clock) {
    this.store = store;
    this.segments = segments;
    this.inbox = inbox;
    this.policies = policies;
    this.texts = texts;
    this.pauses = pauses;
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
    checkMail(order);
    CampaignAim aim = aim(order.mail() == null ? order.sequence() : null, order.segment(), order.again(), Segments::parse);
    rate(order);
    CampaignReach.Counting counting = new CampaignReach.Counting(order.mail() != null);
    String after = "";
    List<Candidate> page;
    do {
      page = segments.page(after, CampaignAim.EVERY_STAGE, aim.signalsFrom(), PAGE);
      List<Candidate> reached = new ArrayList<>();
      for (Candidate lead : page) {
        if (aim.means(lead)) {
          NotBegun why = aim.passedOver(lead);
          counting.add(lead, why);
          if (why == null && order.mail() != null) {
            reached.add(lead);
            if (aim.mailedBySequence(lead, order.mail())) {
              counting.twice();
            }
          }
        }
      }
      capped(aim, reached).forEach(counting::waits);
      after = page.isEmpty() ? after : page.getLast().lead().value();
    } while (page.size() == PAGE);
    return counting.reach();
  }

  /** Those of the leads who had as many mails lately as they may have. */
  private List<Candidate> capped(CampaignAim aim, List<Candidate> leads) {
    Instant from = leads.stream().map(aim::cappedFrom).min(Comparator.naturalOrder()).orElse(aim.at());
    Map<LeadId, List<Instant>> mails = store.mailsSince(leads.stream().map(Candidate::lead).toList(), from);
    return leads.stream().filter(lead -> aim.capped(lead, mails.getOrDefault(lead.lead(), List.of()))).toList();
  }

  private void checkMail(CampaignOrder order) {
    String mail = order.mail();
    if ((mail == null) == (order.sequence() == null)) {
      throw new IllegalArgumentException("a campaign begins a 'sequence' or sends one 'mail'; name one of them");
    }
    if (mail != null && !texts.test(mail)) {
      throw new IllegalArgumentException("there is no text '" + mail + "' of a mail to leads");
    }
    if (mail != null && order.again()) {
      throw new IllegalArgumentException("'again' is for a sequence; one mail goes to a lead once");
    }
    Instant from = order.from();
    if (from != null && from.isAfter(clock.instant().plus(LATEST))) {
      throw new IllegalArgumentException("'from' must lie within a year from now");
    }
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
    if (taken(campaignId)) {
      throw new IllegalArgumentException("no campaign can be called '" + campaignId + "'; give it another id");
    }
    if (store.find(campaignId).isEmpty()) {
      store.open(campaignId, order, rate(order), reach(order).leads(), by, clock.instant());
    }
    Campaign campaign = store.find(campaignId).orElseThrow();
    if (!campaign.follows(order)) {
      throw new IllegalArgumentException(
          "the campaign '" + campaignId
              + "' was started with another sequence, mail, segment, time, rate or 'again'; give this one another id");
    }
    return campaign;
  }

  /** Whether an id stands in an address where those of campaigns do, so that none can have it. */
  public static boolean taken(String campaignId) {
    return TAKEN.contains(campaignId);
  }

  /** Pauses, resumes or stops a campaign; one that is over stays so. Whom its one mail was held of is told that it goes on. */
  public Campaign change(String campaignId, String state, Principal by) {
    return Objects.requireNonNull(transaction.execute(status -> {
      Instant now = clock.instant();
      boolean changed = store.state(campaignId, state, by.toString(), now);
      Campaign campaign = store.find(campaignId).orElseThrow(() -> bad("there is no campaign '" + campaignId + "'"));
      if (changed && state.equals("RUNNING") && campaign.mail() != null) {
        pauses.tellHeld(campaign.sequence(), "resume-" + campaignId + "-" + now.toEpochMilli(), by);
      }
      return campaign;
    }));
  }

  @Override
  public CampaignProgress openCampaign(String campaignId, CampaignOrder order) {
    if (order.recorded()) {
      Campaign known = store.find(campaignId).orElseThrow(() -> bad("there is no campaign '" + campaignId + "'"));
      if (known.waits(clock.instant())) {
        throw bad("the campaign '" + campaignId + "' begins later, and is begun then");
      }
      return known.progress();
    }
    if (order.from() != null && order.from().isAfter(clock.instant())) {
      throw bad("what is started in Temporal begins at once: leave 'from' out, or start it by POST /api/v1/campaigns");
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
    CampaignAim aim = aim(
        campaign.mail() == null ? campaign.sequence() : null, campaign.segment(), campaign.again(), Segments::taken);
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
    Instant now = clock.instant();
    store.told(campaign.campaignId(), rows.stream().map(InboxRow::lead).toList(), now);
    store.count(campaign.campaignId(), looked, told, had, after, done, now);
  }

  private InboxRow row(Campaign campaign, Candidate candidate) {
    String mail = campaign.mail();
    return InboxRow.called(
        candidate.lead(), "campaign-" + campaign.campaignId(), "campaign", clock.instant(), campaign.createdBy(),
        mail == null ? new EventBody.NurtureOrdered(campaign.sequence(), campaign.again())
            : new EventBody.MailOrdered(campaign.campaignId(), mail));
  }

  private CampaignAim aim(
      @Nullable String sequence, @Nullable JsonNode segment, boolean again, BiFunction<String, LeadPolicy, Condition> reading) {
    LeadPolicy policy = policies.latest();
    if (sequence != null && !policy.sequences().containsKey(sequence)) {
      throw new IllegalArgumentException("the policy has no sequence '" + sequence + "'; it has "
          + policy.sequences().keySet().stream().sorted().toList());
    }
    Condition condition =
        segment == null || segment.isNull() ? new Condition.All(List.of()) : reading.apply(segment.toString(), policy);
    Instant now = clock.instant();
    Beginning.Wanted wanted = sequence == null ? null : new Beginning.Wanted(sequence, again, false);
    return new CampaignAim(condition, wanted, policies, now, now.minus(policy.reach()));
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
