package dev.leadloop.lead;

import java.util.Set;

/** What people give as the name of their company. */
public final class CompanyName {
  /** Words in small letters that name no company: those who give them have nothing in common. */
  public static final Set<String> NOBODYS = Set.of(
      "", "-", "n/a", "n a", "na", "none", "no", "nil", "null", "nothing", "no company", "not applicable", "unknown",
      "anonymous", "private", "private person", "personal", "individual", "self", "self-employed", "self employed",
      "selfemployed", "freelance", "freelancer", "independent", "sole trader", "student", "university student", "unemployed",
      "between jobs", "retired", "other", "test", "testing", "asdf", "qwerty", "abc", "xyz", "xxx", "company", "my company",
      "company name", "inc", "llc", "ltd", "limited", "corp", "co", "gmbh", "plc", "the", "privat", "privatperson", "keine",
      "kein", "keine angabe", "selbstständig", "selbststandig", "selbständig", "selbstandig", "freiberuflich",
      "freiberufler", "particulier", "indépendant", "independant", "aucune", "aucun", "autónomo", "autonomo", "ninguna",
      "ninguno", "privato", "nessuna", "nessuno", "zzp", "geen");

  private CompanyName() {}
}
