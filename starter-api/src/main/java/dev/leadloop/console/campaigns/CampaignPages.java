package dev.leadloop.console.campaigns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.campaigns.CampaignControls;
import dev.leadloop.campaigns.CampaignWords;
import dev.leadloop.console.campaigns.CampaignForm.Row;
import dev.leadloop.console.campaigns.MailPages.MailChoice;
import dev.leadloop.lead.LeadId;
import dev.leadloop.nurturing.CampaignReach;
import dev.leadloop.nurturing.CampaignReach.Group;
import dev.leadloop.nurturing.Campaigns;
import dev.leadloop.policies.PolicyOverview;
import dev.leadloop.policies.PolicyOverview.Document;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.diff.ConditionWords;
import dev.leadloop.policyfile.Segments;
import dev.leadloop.policyfile.Segments.Written;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.temporal.campaign.CampaignOrder;
import dev.leadloop.view.SegmentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the builder of a campaign together, and reads the order that it is. */
@Component
class CampaignPages {
  /** Questions that only older leads answered are asked for as text. */
  private static final int LEADS_LOOKED_AT = 2_000;

  private final CampaignControls controls;
  private final PolicyOverview policies;
  private final SegmentStore segments;
  private final MailPages mails;

  CampaignPages(CampaignControls controls, PolicyOverview policies, SegmentStore segments, MailPages mails) {
    this.mails = mails;
    this.controls = controls;
    this.policies = policies;
    this.segments = segments;
  }

  /**
   * Everything the builder shows.
   *
   * @param wrong what is wrong with the segment where it is told in another way than by rows; null where nothing is
   * @param warnings what may be worth a look there
   * @param sequences there are, by id
   * @param texts of mails to leads
   * @param named segments of the policy, in words by name
   * @param facts that a row may ask for
   * @param words the whole segment as people say it; null where it cannot be read
   * @param reach whom it reaches; null where nothing can be said
   * @param refused why nothing can be said of it, beside the segment; null where something can
   */
  record Builder(
      CampaignForm form, List<RowCard> rows, @Nullable String wrong, List<String> warnings, List<String> sequences,
      List<MailChoice> texts, List<Named> named, Facts facts, @Nullable String words, @Nullable Reach reach,
      @Nullable String refused) {}

  /**
   * A row and what is said of it.
   *
   * @param comparisons there are for its fact
   * @param hint the words that its fact can have; empty where it can have any
   * @param wrong what is wrong with it; null where nothing is
   */
  record RowCard(
      Row row, String comparison, List<String> comparisons, boolean valued, List<String> hint, @Nullable String wrong,
      List<String> warnings) {}

  /** A segment of the policy and what it says. */
  record Named(String name, String words) {}

  /** What a row may ask for: facts of person and company, answers to free questions, and signals. */
  record Facts(List<String> facts, List<String> answers, List<String> signals) {}

  /**
   * Whom it reaches.
   *
   * @param minutes how long that takes at the rate
   * @param ends those of them whose running sequence ends
   * @param running how many run a sequence that goes on beside the mail
   * @param twice how many run a sequence that mails the same text
   * @param capped those whom the mail waits for
   */
  record Reach(int leads, int minutes, List<Some> ends, int running, int twice, Some capped, List<Some> passedOver) {
    /** How many leads of the segment are passed over. */
    public int left() {
      return passedOver.stream().mapToInt(Some::leads).sum();
    }
  }

  /**
   * Some leads.
   *
   * @param what the sequence that ends, or why they are passed over
   * @param named the first of them
   */
  record Some(String what, int leads, List<String> named) {}

  /** The segment of a form, read once. */
  private record Read(List<RowCard> rows, @Nullable Written segment, @Nullable String wrong) {}

  /** An empty form, of the first sequence where none is named. */
  CampaignForm fresh(String id, String sequence) {
    return CampaignForm.fresh(id, sequence.isEmpty()
        ? policies.inForce().policy().sequences().keySet().stream().sorted().findFirst().orElse("") : sequence);
  }

  /** The builder of what was filled in, with whom it reaches. */
  Builder builder(CampaignForm sent) {
    Document document = policies.inForce();
    LeadPolicy policy = document.policy();
    CampaignForm form = sent.by().equals(CampaignForm.TEXT) && sent.text().isBlank() ? sent.withText(written(sent, policy))
        : sent;
    Read read = read(form, document);
    Written segment = read.segment();
    Reach reach = null;
    String refused = null;
    if (segment != null || form.by().equals(CampaignForm.EVERYBODY)) {
      try {
        CampaignOrder order = order(form, segment == null ? null : segment.json());
        reach = reach(controls.preview(order), Campaigns.rate(order));
      } catch (ProblemException cannot) {
        refused = String.valueOf(cannot.document().getDetail()).replace("Nothing was started: ", "");
      }
    }
    return new Builder(
        form, read.rows(), read.wrong(), segment == null || form.by().equals(CampaignForm.ROWS) ? List.of() : segment.warnings(),
        policy.sequences().keySet().stream().sorted().toList(), mails.all(), named(document), facts(policy),
        segment == null ? null : ConditionWords.of(segment.condition()), reach, refused);
  }

  /** The order that a form is; null where its segment cannot be read, which the builder then says. */
  @Nullable CampaignOrder order(CampaignForm form) {
    Read read = read(form, policies.inForce());
    if (form.by().equals(CampaignForm.EVERYBODY)) {
      return order(form, null);
    }
    return read.segment() == null ? null : order(form, read.segment().json());
  }

  /** A segment that was taken, as people say it. */
  String words(@Nullable JsonNode segment) {
    if (segment == null) {
      return "every nurtured lead";
    }
    try {
      return ConditionWords.of(Segments.taken(segment.toString(), policies.inForce().policy()));
    } catch (IllegalArgumentException noLonger) {
      return "a segment that the policy in force no longer reads";
    }
  }

  private CampaignOrder order(CampaignForm form, @Nullable JsonNode segment) {
    String rate = form.rate();
    int perMinute = rate.matches("[0-9]{1,9}") ? Integer.parseInt(rate) : rate.isEmpty() ? Campaigns.USUAL_RATE : 0;
    CampaignOrder order = form.ofMail() ? CampaignOrder.ofMail(form.mail(), segment, perMinute, null)
        : new CampaignOrder(form.sequence(), segment, perMinute, form.again());
    return order.from(mails.time(form.from()));
  }

  private Read read(CampaignForm form, Document document) {
    List<RowCard> rows = form.rows().stream().map(row -> card(row, document.policy())).toList();
    return switch (form.by()) {
      case CampaignForm.ROWS -> new Read(rows, rows.stream().allMatch(row -> row.wrong() == null)
          ? Segments.written(SegmentRows.condition(form.rows(), form.join()).toString(), document.policy()) : null, null);
      case CampaignForm.NAMED -> named(rows, form, document);
      case CampaignForm.TEXT -> text(rows, form.text(), document.policy());
      default -> new Read(rows, null, null);
    };
  }

  private static Read named(List<RowCard> rows, CampaignForm form, Document document) {
    SortedMap<String, JsonNode> named = Segments.named(document.yaml());
    JsonNode condition = named.get(form.named());
    return condition == null
        ? new Read(rows, null, named.isEmpty() ? "The policy in force names no segment." : "Choose one of the policy's segments.")
        : text(rows, condition.toString(), document.policy());
  }

  private static Read text(List<RowCard> rows, String text, LeadPolicy policy) {
    try {
      return new Read(rows, Segments.written(text, policy), null);
    } catch (IllegalArgumentException wrong) {
      return new Read(rows, null, String.valueOf(wrong.getMessage()));
    }
  }

  private static RowCard card(Row row, LeadPolicy policy) {
    String comparison = SegmentRows.comparison(row);
    String wrong = null;
    List<String> warnings = List.of();
    try {
      warnings = Segments.written(SegmentRows.condition(row).toString(), policy).warnings();
    } catch (IllegalArgumentException fault) {
      String message = String.valueOf(fault.getMessage());
      wrong = row.values().isEmpty() && SegmentRows.hasValues(comparison) ? "Say which." : message;
    }
    return new RowCard(row, comparison, SegmentRows.comparisons(row.fact()), SegmentRows.hasValues(comparison),
        List.copyOf(Segments.wordsOf(row.fact())), wrong, warnings);
  }

  /** The rows as text, for whoever goes on from them; nothing where they say nothing yet. */
  private static String written(CampaignForm form, LeadPolicy policy) {
    return form.rows().stream().allMatch(row -> card(row, policy).wrong() == null)
        ? SegmentRows.condition(form.rows(), form.join()).toPrettyString() : "";
  }

  private static List<Named> named(Document document) {
    List<Named> named = new ArrayList<>();
    Segments.named(document.yaml()).forEach((name, condition) -> {
      Read read = text(List.of(), condition.toString(), document.policy());
      named.add(new Named(name, read.segment() == null ? Objects.requireNonNullElse(read.wrong(), "")
          : ConditionWords.of(read.segment().condition())));
    });
    return named;
  }

  private Facts facts(LeadPolicy policy) {
    TreeSet<String> signals = new TreeSet<>();
    Stream.of(policy.scoring(), policy.product()).flatMap(part -> part.rules().stream())
        .forEach(rule -> signals.add(rule.signalType()));
    return new Facts(
        List.copyOf(Segments.facts()), segments.answered(LEADS_LOOKED_AT).stream().map(name -> "answers." + name).toList(),
        List.copyOf(signals));
  }

  private static Reach reach(CampaignReach reach, int perMinute) {
    return new Reach(
        reach.leads(), (reach.leads() + perMinute - 1) / perMinute,
        reach.ends().entrySet().stream().map(end -> some(end.getKey(), end.getValue())).toList(),
        reach.running(), reach.twice(), some("", reach.capped()),
        reach.passedOver().entrySet().stream()
            .map(group -> some(CampaignWords.passedOver(group.getKey()), group.getValue())).toList());
  }

  private static Some some(String what, Group group) {
    return new Some(what, group.leads(), group.named().stream().map(LeadId::value).toList());
  }
}
