package dev.leadloop.lead;

import java.util.Set;

/** What people give as the name of their company. */
public final class CompanyName {
  /** Words in small letters that name no company: those who give them have nothing in common. */
  public static final Set<String> NOBODYS = Set.of(
      "", "-", "n/a", "na", "none", "unknown", "private", "self", "self-employed", "freelance", "freelancer", "student", "other",
      "test");

  private CompanyName() {}
}
