package dev.leadloop.temporal;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.scoring.Band;
import dev.leadloop.sla.SlaLevel;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.SearchAttributeUpdate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a lead is listed by in Temporal: the values of its {@link SearchAttributes}.
 *
 * @param policyVersion version the lead is pinned to; 0 where none is yet
 */
public record LeadSearchValues(
    Stage stage,
    Band band,
    @Nullable String owner,
    @Nullable String source,
    SlaLevel slaLevel,
    @Nullable Instant slaDueAt,
    int policyVersion,
    int recycles) {

  /** A lead about which nothing was decided yet. */
  public static LeadSearchValues entering(@Nullable String source, int policyVersion) {
    return new LeadSearchValues(Stage.NURTURING, Band.COLD, null, source, SlaLevel.NONE, null, policyVersion, 0);
  }

  /** As a view shows it. */
  public static LeadSearchValues of(LeadView view) {
    return new LeadSearchValues(view.stage(), view.score().band(), view.sales().owner(), view.source(), view.sales().slaLevel(),
        view.sales().slaDueAt(), view.policyVersion(), view.recycles());
  }

  /** The attributes as a starter sets them. */
  public io.temporal.common.SearchAttributes toSearchAttributes() {
    io.temporal.common.SearchAttributes.Builder all = io.temporal.common.SearchAttributes.newBuilder();
    set(all, SearchAttributes.LEAD_STAGE, stage.label());
    set(all, SearchAttributes.LEAD_BAND, band.name());
    set(all, SearchAttributes.LEAD_OWNER, SearchValues.keyword(owner));
    set(all, SearchAttributes.LEAD_SOURCE, SearchValues.source(source));
    set(all, SearchAttributes.SLA_LEVEL, slaLevel.name());
    set(all, SearchAttributes.SLA_DUE_AT, slaDueAt == null ? null : slaDueAt.atOffset(ZoneOffset.UTC));
    set(all, SearchAttributes.POLICY_VERSION, policyVersion == 0 ? null : Integer.toString(policyVersion));
    set(all, SearchAttributes.RECYCLE_COUNT, (long) recycles);
    return all.build();
  }

  /** Whether a list of leads would look wrong if these stayed as they are: stage, band, owner or SLA differ. */
  boolean matters(io.temporal.common.SearchAttributes shown) {
    return differs(shown, SearchAttributes.LEAD_STAGE)
        || differs(shown, SearchAttributes.LEAD_BAND)
        || differs(shown, SearchAttributes.LEAD_OWNER)
        || differs(shown, SearchAttributes.SLA_LEVEL)
        || dueDiffers(shown.get(SearchAttributes.SLA_DUE_AT));
  }

  /** The changes from what is shown to these. */
  SearchAttributeUpdate<?>[] changesFrom(io.temporal.common.SearchAttributes shown) {
    io.temporal.common.SearchAttributes wanted = toSearchAttributes();
    List<SearchAttributeUpdate<?>> changes = new ArrayList<>();
    for (SearchAttributeKey<?> key : SearchAttributes.ALL) {
      addChange(changes, key, wanted, shown);
    }
    return changes.toArray(new SearchAttributeUpdate<?>[0]);
  }

  private boolean differs(io.temporal.common.SearchAttributes shown, SearchAttributeKey<String> key) {
    return !java.util.Objects.equals(toSearchAttributes().get(key), shown.get(key));
  }

  private boolean dueDiffers(@Nullable OffsetDateTime shown) {
    return !java.util.Objects.equals(slaDueAt, shown == null ? null : shown.toInstant());
  }

  private static <T> void addChange(List<SearchAttributeUpdate<?>> changes, SearchAttributeKey<T> key,
      io.temporal.common.SearchAttributes wanted, io.temporal.common.SearchAttributes shown) {
    T value = wanted.get(key);
    T before = shown.get(key);
    if (value == null) {
      if (before != null) {
        changes.add(key.valueUnset());
      }
    } else if (!value.equals(before)) {
      changes.add(key.valueSet(value));
    }
  }

  private static <T> void set(
      io.temporal.common.SearchAttributes.Builder all, SearchAttributeKey<T> key, @Nullable T value) {
    if (value != null) {
      all.set(key, value);
    }
  }
}
