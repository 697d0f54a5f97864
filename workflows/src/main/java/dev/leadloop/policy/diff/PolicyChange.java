package dev.leadloop.policy.diff;

/**
 * One thing that one version of a policy says otherwise than another.
 *
 * @param section the part of the document it stands in, such as "scoring"
 * @param words what a person reads, such as "'pricing page viewed' gives 30 instead of 25 points"
 */
public record PolicyChange(String section, String words) {
  @Override
  public String toString() {
    return section + ": " + words;
  }
}
