package dev.leadloop.temporal;

import io.temporal.common.SearchAttributeKey;
import java.time.OffsetDateTime;
import java.util.List;

/** What leads can be listed and counted by in Temporal. Registered on every server before a worker starts. */
public final class SearchAttributes {
  /** The stage's name. */
  public static final SearchAttributeKey<String> LEAD_STAGE = SearchAttributeKey.forKeyword("LeadStage");

  /** The score's band. */
  public static final SearchAttributeKey<String> LEAD_BAND = SearchAttributeKey.forKeyword("LeadBand");

  /** The id of the rep, or of the fallback queue, that owns the lead. */
  public static final SearchAttributeKey<String> LEAD_OWNER = SearchAttributeKey.forKeyword("LeadOwner");

  /** The source of the first touch. */
  public static final SearchAttributeKey<String> LEAD_SOURCE = SearchAttributeKey.forKeyword("LeadSource");

  /** How near the deadline is. */
  public static final SearchAttributeKey<String> SLA_LEVEL = SearchAttributeKey.forKeyword("SlaLevel");

  /** The policy version that the lead is pinned to. */
  public static final SearchAttributeKey<String> POLICY_VERSION = SearchAttributeKey.forKeyword("PolicyVersion");

  /** When the open answer is due. */
  public static final SearchAttributeKey<OffsetDateTime> SLA_DUE_AT = SearchAttributeKey.forOffsetDateTime("SlaDueAt");

  /** How often the lead went back to nurture. */
  public static final SearchAttributeKey<Long> RECYCLE_COUNT = SearchAttributeKey.forLong("RecycleCount");

  /** The company's name, where the settings have it listed; on a server it is registered only then. */
  public static final SearchAttributeKey<String> LEAD_COMPANY = SearchAttributeKey.forKeyword("LeadCompany");

  /** Every attribute above but the company. */
  public static final List<SearchAttributeKey<?>> ALL = List.of(
      LEAD_STAGE, LEAD_BAND, LEAD_OWNER, LEAD_SOURCE, SLA_LEVEL, POLICY_VERSION, SLA_DUE_AT, RECYCLE_COUNT);

  private SearchAttributes() {}
}
