package dev.leadloop.advice;

/**
 * One thing that may yet happen, once: a signal, a fact that becomes known, one person of the company more.
 *
 * @param points what the policy gives for it, caps and age aside: the less, the more everyday it is
 */
record Thing(Move move, int points) {
  /** Whether it may happen several times. */
  boolean again() {
    return switch (move) {
      case Move.Does ignored -> true;
      case Move.Learned ignored -> false;
      case Move.OfCompany company -> company.topic() == null && company.newcomers().stream().allMatch(one -> one.role() == null);
    };
  }

  /** Whether both may happen. */
  boolean goesWith(Thing other) {
    return switch (move) {
      case Move.Does ignored -> true;
      case Move.Learned learned -> !(other.move instanceof Move.Learned also && also.fact().equals(learned.fact()));
      case Move.OfCompany company ->
          company.topic() == null || !(other.move instanceof Move.OfCompany also) || also.topic() == null;
    };
  }
}
