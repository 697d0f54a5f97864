package dev.leadloop.intake;

import dev.leadloop.lead.LeadId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose a telling is, by the names it came with: a person is known again by the address or by the id of another system.
 *
 * @param byAddress the lead of that address; null where none is known, or no address was given
 * @param byExternalId the lead of that id; null where none is known, or no id was given
 */
record Identity(@Nullable String byAddress, @Nullable String byExternalId) {

  /** The lead it is about; null where nobody is known by these names. */
  @Nullable String lead() {
    return LeadDetails.or(byAddress, byExternalId);
  }

  /** Two names of two leads: people may be merged by nobody but a person. */
  Optional<Intake.IdentityConflict> conflict() {
    return byAddress == null || byExternalId == null || byAddress.equals(byExternalId)
        ? Optional.empty()
        : Optional.of(new Intake.IdentityConflict(new LeadId(byAddress), new LeadId(byExternalId)));
  }
}
