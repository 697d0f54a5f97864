package dev.leadloop.policy;

import dev.leadloop.nurture.Sequence;
import dev.leadloop.sla.BusinessCalendar;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One immutable published version of the rules that marketing and sales share.
 *
 * @param version number of the version, from 1
 * @param contentHash SHA-256 of the document, in hex
 * @param sequences nurture sequences by id
 * @param tracks which sequence each nurtured stage runs, by stage label
 * @param calendars business calendars by id
 * @param consent what nurture mail needs to be allowed, and its topics
 * @param review when marketing and sales look at the policy again
 * @param nurture when and how often nurture mails go
 */
public record LeadPolicy(
    int version,
    String contentHash,
    String name,
    ScoringRules scoring,
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

  /** A policy that is reviewed by the standard rules, and whose mail goes at any time. */
  public LeadPolicy(
      int version,
      String contentHash,
      String name,
      ScoringRules scoring,
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
      ConsentRules consent) {
    this(
        version, contentHash, name, scoring, fit, negatives, qualification, sequences, tracks, calendars, sla, routing,
        dispositions, recycle, afterAcceptance, consent,
        ReviewRules.STANDARD, NurtureRules.UNLIMITED);
  }

  public LeadPolicy {
    negatives = List.copyOf(negatives);
    sequences = Map.copyOf(sequences);
    tracks = Map.copyOf(tracks);
    calendars = Map.copyOf(calendars);
    dispositions = List.copyOf(dispositions);
  }

  /** The disposition of that code, or null where the catalogue has none. */
  public @Nullable Disposition disposition(String code) {
    return dispositions.stream().filter(d -> d.code().equals(code)).findFirst().orElse(null);
  }
}
