package dev.leadloop.api.lead;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.leadloop.lead.Countries;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.MailDomains;
import dev.leadloop.lead.industry.IndustryFound;
import dev.leadloop.lifecycle.journal.Deal;
import dev.leadloop.record.ExternalId;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.view.LeadReadStore;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A lead with its profile and where it stands.
 *
 * @param status where it stands, written beside the profile; null before the first decision. Its score is that of the last
 *     decision which changed it
 * @param scoreAsOf when that decision was
 * @param scoreNow what the score is by now, since age goes on taking from it
 * @param touches what brought the lead to us, the first time and every time since
 * @param decidedAt when that was decided
 * @param pending how many events wait for a decision
 * @param deal what sales made of it since it accepted the lead
 */
@Schema(name = "LeadFound")
record LeadRecordView(
    String leadId,
    Instant createdAt,
    Instant updatedAt,
    ProfileView profile,
    List<LeadReadStore.TouchLine> touches,
    @JsonUnwrapped @Nullable LeadStatusView status,
    @Nullable Instant scoreAsOf,
    @Nullable ScoreNowView scoreNow,
    @Nullable Instant decidedAt,
    int pending,
    @Nullable DealView deal,
    LeadLinksView links) {

  /** A score at an instant; {@code /score} explains it. */
  @Schema(name = "LeadFoundScoreNow")
  record ScoreNowView(int value, Instant at) {
    static ScoreNowView of(ScoreCard card) {
      return new ScoreNowView(card.summary().score(), card.at());
    }
  }

  /**
   * What sales makes of a lead it accepted.
   *
   * @param amount the latest that was reported; null where none was
   * @param currency of the amount, as ISO 4217 names it
   * @param openedAt when it became an opportunity; null where it was settled without being one
   * @param result the latest one, such as OPPORTUNITY, WON or LOST
   * @param reason why it ended so; null where none was given
   */
  @Schema(name = "Deal")
  record DealView(
      @Nullable BigDecimal amount,
      @Nullable String currency,
      @Nullable Instant openedAt,
      String result,
      @Nullable String reason,
      Instant at) {
    static @Nullable DealView of(@Nullable Deal deal) {
      return deal == null
          ? null
          : new DealView(deal.amount(), deal.currency(), deal.openedAt(), deal.result(), deal.reason(), deal.at());
    }
  }

  /**
   * What rules go by: derived from a fact, and why.
   *
   * @param because the words of the title, the name of the country, or whose mailbox it is
   */
  @Schema(name = "LeadFoundDerived")
  record DerivedView(@Nullable String value, String because) {}

  /**
   * Where a fact comes from that nobody said.
   *
   * @param source such as enrichment:file
   * @param at when it was answered
   */
  @Schema(name = "LeadFoundEnriched")
  record EnrichedView(String source, Instant at) {}

  /**
   * The person and the facts, as they are known.
   *
   * @param enriched which of the facts were not said but found, by the names that policies call them
   * @param derived seniority, role, country, industry, language and kind of address, by name
   */
  @Schema(name = "LeadFoundProfile")
  record ProfileView(
      @Nullable String email,
      List<ExternalId> externalIds,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String company,
      @Nullable String title,
      @Nullable Integer companySize,
      @Nullable String industry,
      @Nullable String country,
      @Nullable String timeZone,
      @Nullable String campaign,
      @Nullable String content,
      Map<String, String> consent,
      Map<String, String> answers,
      Map<String, DerivedView> derived,
      Map<String, EnrichedView> enriched) {
    static ProfileView of(LeadRecord lead) {
      return new ProfileView(
          lead.email(),
          lead.externalIds(),
          lead.firstName(),
          lead.lastName(),
          lead.profile().company().name(),
          lead.profile().title(),
          lead.profile().company().size(),
          lead.profile().company().industry(),
          lead.profile().country(),
          lead.profile().timeZone(),
          lead.profile().firstTouch().campaign(),
          lead.profile().firstTouch().content(),
          lead.consent(),
          lead.profile().answers(),
          derived(lead),
          enriched(lead));
    }

    private static Map<String, EnrichedView> enriched(LeadRecord lead) {
      Map<String, EnrichedView> enriched = new TreeMap<>();
      lead.enriched().found().forEach((fact, found) ->
          enriched.put(fact, new EnrichedView("enrichment:" + found.provider(), found.at())));
      return enriched;
    }

    private static Map<String, DerivedView> derived(LeadRecord lead) {
      LeadProfile profile = lead.profile();
      String title = profile.derived().title().because();
      String held = title.isEmpty() ? "the title names no post" : "'" + title + "' in the title";
      Map<String, DerivedView> derived = new LinkedHashMap<>();
      derived.put("seniority", new DerivedView(profile.fact("seniority"), held));
      derived.put(
          "role", new DerivedView(profile.fact("role"), profile.fact("role") == null ? "the title names none" : "the title"));
      derived.put("country", country(profile));
      derived.put("industry", industry(profile));
      derived.put("language",
          new DerivedView(profile.fact("language"), profile.fact("language") == null ? "not told" : "their answer"));
      MailDomains.Found address = MailDomains.ofAddress(lead.emailKey());
      derived.put("emailKind", new DerivedView(profile.fact("emailKind"), address.because()));
      return derived;
    }

    private static DerivedView industry(LeadProfile profile) {
      IndustryFound found = profile.derived().industry();
      String given = profile.company().industry();
      return new DerivedView(
          found.named().isEmpty() ? null : String.join(", ", found.named()),
          given == null ? "not told" : found.named().isEmpty() ? "'" + given + "' names no industry that is known"
              : "'" + found.because() + "'" + sectors(found));
    }

    private static String sectors(IndustryFound found) {
      String sectors = found.all().stream().filter(name -> !found.named().contains(name)).sorted()
          .collect(Collectors.joining(" and "));
      return sectors.isEmpty() ? "" : ", which is of " + sectors;
    }

    private static DerivedView country(LeadProfile profile) {
      String given = profile.country();
      String code = profile.derived().country();
      return new DerivedView(
          code, given == null ? "not told" : code == null ? "'" + given + "' is no country that is known"
              : "'" + given + "' is " + Countries.name(code));
    }
  }
}
