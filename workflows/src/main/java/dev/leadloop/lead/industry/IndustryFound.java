package dev.leadloop.lead.industry;

import java.util.List;
import java.util.Set;

/**
 * What somebody's words for an industry mean.
 *
 * @param named the industries and sectors that were found, in order
 * @param all the same, with the sectors that they belong to
 * @param because the words that were found, such as "health care", or the code; empty where nothing was
 * @param plain all of the text in plain letters
 * @param meant the same without what it says it is not
 * @param whole whether every word of it was understood
 * @param silent whether it is a word for no answer, such as "Other" or "n/a"
 */
public record IndustryFound(
    List<String> named, Set<String> all, String because, String plain, String meant, boolean whole, boolean silent) {

  /** Of an industry that nobody told. */
  public static final IndustryFound NONE = new IndustryFound(List.of(), Set.of(), "", "", "", false, true);

  public IndustryFound {
    named = List.copyOf(named);
    all = Set.copyOf(all);
  }

  /** Whether it is that industry, or one of that sector, where {@link Industries#named} knows the name. */
  public boolean is(String industry) {
    return all.contains(industry);
  }

  /** Whether it is those very words, in plain letters. */
  public boolean isCalled(String words) {
    return !words.isEmpty() && plain.equals(words);
  }

  /** Whether it has those very words in it, in plain letters. */
  public boolean says(String words) {
    return !words.isEmpty() && (isCalled(words) || (" " + meant + " ").contains(" " + words + " "));
  }
}
