package dev.leadloop.finding;

import dev.leadloop.desk.RepStore;
import dev.leadloop.naming.NearestName;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.view.HandoffReadStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The owner that a list is cut by: a rep, the managers' queue, or whoever ever had a handoff. */
@Component
public class OwnerFilter {
  private final RepStore reps;
  private final PolicyCatalog policies;
  private final HandoffReadStore handoffs;

  OwnerFilter(RepStore reps, PolicyCatalog policies, HandoffReadStore handoffs) {
    this.reps = reps;
    this.policies = policies;
    this.handoffs = handoffs;
  }

  /** The owner as given; ends the call where nobody is or was one of that id, since its list would be empty in silence. */
  public @Nullable String checked(@Nullable String owner) {
    if (owner == null || reps.find(owner).isPresent()) {
      return owner;
    }
    List<String> known = new ArrayList<>(reps.all().stream().map(RepStore.Rep::id).toList());
    known.add(policies.latest().routing().queue());
    if (known.contains(owner) || handoffs.everHad(owner)) {
      return owner;
    }
    throw FieldError.in(
        "owner",
        "is neither a rep nor the queue; "
            + NearestName.to(owner, known).map(nearest -> "did you mean '" + nearest + "'?")
                .orElse("GET /api/v1/reps lists the reps"));
  }
}
