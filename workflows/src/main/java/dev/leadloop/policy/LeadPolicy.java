package dev.leadloop.policy;

import dev.leadloop.policy.sales.AfterAcceptance;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policy.sales.RecycleRules;
import dev.leadloop.policy.sales.RoutingRules;
import dev.leadloop.policy.sales.SlaRules;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.Foretelling;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.sla.BusinessCalendar;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One immutable published version of the rules that marketing and sales share.
 *
 * @param version number of the version, from 1
 * @param contentHash SHA-256 of the document, in hex
 * @param scoring what engagement is worth
 * @param product what use of the product is worth, in a score of its own
 * @param account what the lead's company is worth, in a score of its own
 * @param sequences nurture sequences by id
 * @param tracks which sequence each nurtured stage runs, by stage label
 * @param calendars business calendars by id
 * @param consent what nurture mail needs to be allowed, and its topics
 * @param review when marketing and sales look at the policy again
 * @param nurture when and how often nurture mails go
 * @param foretelling what foretells for it; null where nothing does, and it is no part of the document
 */
public record LeadPolicy(
    int version,
    String contentHash,
    String name,
    ScoringRules scoring,
    ScoringRules product,
    AccountRules account,
    FitRules fit,
    List<NegativeRule> negatives,
    QualificationRules qualification,
    Map<String, Sequence> sequences,
    Map<String, String> tracks,
    Map<String, BusinessCalendar> calendars,
    SlaRules sla,
    RoutingRules routing,
    List<Disposition> dispositions,
    RecycleRules recycle,
    AfterAcceptance afterAcceptance,
    ConsentRules consent,
    ReviewRules review,
    NurtureRules nurture,
    @Nullable Foretelling foretelling) {

  public LeadPolicy {
    negatives = List.copyOf(negatives);
    sequences = Map.copyOf(sequences);
    tracks = Map.copyOf(tracks);
    calendars = Map.copyOf(calendars);
    dispositions = List.copyOf(dispositions);
  }

  /** A policy as its document says it. */
  public LeadPolicy(
      int version,
      String contentHash,
      String name,
      ScoringRules scoring,
      ScoringRules product,
      AccountRules account,
      FitRules fit,
      List<NegativeRule> negatives,
      QualificationRules qualification,
      Map<String, Sequence> sequences,
      Map<String, String> tracks,
      Map<String, BusinessCalendar> calendars,
      SlaRules sla,
      RoutingRules routing,
      List<Disposition> dispositions,
      RecycleRules recycle,
      AfterAcceptance afterAcceptance,
      ConsentRules consent,
      ReviewRules review,
      NurtureRules nurture) {
    this(
        version, contentHash, name, scoring, product, account, fit, negatives, qualification, sequences, tracks, calendars, sla,
        routing, dispositions, recycle, afterAcceptance, consent, review, nurture, null);
  }

  /** The same with something that foretells for it; as it is where it asks for nothing that is foretold. */
  public LeadPolicy foretoldBy(Foretelling other) {
    return !asksForPrediction() ? this : new LeadPolicy(
        version, contentHash, name, scoring, product, account, fit, negatives, qualification, sequences, tracks, calendars, sla,
        routing, dispositions, recycle, afterAcceptance, consent, review, nurture, other);
  }

  /** Whether it goes by the predictive score. */
  public boolean asksForPrediction() {
    return qualification.goesBy(QualifyingNumber.PREDICTED);
  }

  /** How far back scoring looks: the longest time for which any signal counts. */
  public Duration reach() {
    Duration own = longer(scoring.reach(), product.reach());
    return foretelling == null ? own : longer(own, foretelling.reach());
  }

  /** The longer of two times. */
  public static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  /** The rule for a type of signal, be it engagement or use of the product; null where the policy gives it no points. */
  public ScoringRules.@Nullable SignalRule ruleFor(String signalType) {
    ScoringRules.SignalRule engagement = scoring.ruleFor(signalType);
    return engagement == null ? product.ruleFor(signalType) : engagement;
  }

  /** The disposition of that code, or null where the catalogue has none. */
  public @Nullable Disposition disposition(String code) {
    return dispositions.stream().filter(d -> d.code().equals(code)).findFirst().orElse(null);
  }

  /**
   * What a reader leaves so as not to get a mail any more. What is said of the mail itself goes before what is said of its
   * sequence, and a list of {@code sends} before a {@code topic}; empty where only leaving everything stops it.
   *
   * @param about what the mail is about, as its order says
   */
  public Optional<ConsentRules.Topic> topicOf(String sequenceId, String stepId, @Nullable String about) {
    Sequence sequence = sequences.get(sequenceId);
    Step.Send step = sequence != null && sequence.step(stepId) instanceof Step.Send send ? send : null;
    boolean chosen = step != null && about != null && step.byTopic().containsKey(about);
    return consent.listing(sequenceId + "/" + stepId)
        .or(() -> consent.about(chosen ? about : null))
        .or(() -> consent.about(step == null ? null : step.topic()))
        .or(() -> consent.listing(sequenceId))
        .or(() -> consent.about(about));
  }

  /**
   * What a reader leaves so as not to get a text any more, as the first step says that mails it and is about something; null
   * where
   * none is.
   */
  public @Nullable String topicOfText(String template) {
    return sequences.values().stream()
        .sorted(Comparator.comparing(Sequence::id))
        .flatMap(sequence -> sequence.steps().stream()
            .filter(step -> step instanceof Step.Send send && send.mails(template))
            .flatMap(step -> Optional.ofNullable(topicOfText(sequence, (Step.Send) step, template)).stream()))
        .findFirst().orElse(null);
  }

  private @Nullable String topicOfText(Sequence sequence, Step.Send send, String template) {
    String about = send.byTopic().entrySet().stream()
        .filter(text -> text.getValue().equals(template)).map(Map.Entry::getKey)
        .min(Comparator.naturalOrder())
        .orElseGet(() -> sequence.topicOf(send));
    return topicOf(sequence.id(), send.id(), about).map(ConsentRules.Topic::id).orElse(about);
  }
}
