package dev.leadloop.api.consent;

import dev.leadloop.consent.AddressEvent;
import dev.leadloop.consent.ConsentStore;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a lead agreed to, with the proof.
 *
 * @param consent unknown, given, confirmed or declined
 * @param nurtureNeeds what the lead's policy asks for: none, single or double
 * @param mayBeNurtured whether consent and suppression allow nurture mail now
 * @param confirmedAt when the present address confirmed by the link mailed to it
 * @param suppressed why the address gets no mail; null where it may
 * @param topics what the reader may choose among
 * @param history every change of consent, the newest first
 * @param address what else happened to the present address, the newest first
 */
@Schema(name = "ConsentFound")
record ConsentView(
    String leadId,
    String consent,
    String nurtureNeeds,
    boolean mayBeNurtured,
    @Nullable Instant confirmedAt,
    @Nullable String suppressed,
    List<TopicView> topics,
    List<ConsentStore.Change> history,
    List<AddressEvent> address) {

  /** A topic and whether the reader wants it. */
  @Schema(name = "ConsentFoundTopicChoice")
  record TopicView(String id, String label, boolean wanted) {}
}
