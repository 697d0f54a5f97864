package dev.leadloop.proof;

import dev.leadloop.policyfile.PolicyCatalog;
import java.util.List;
import java.util.Random;

/**
 * What documents of one policy differ in: each has a mark of its own, and says otherwise what leads are judged by, where they
 * stand and how soon sales answers.
 *
 * @param mark no other document has it
 * @param points of an e-book
 * @param first the step that nurture begins with
 * @param hours within which a demo request is answered
 */
record PolicyTraits(int mark, int points, String first, int hours) {
  /** Names of the first step. */
  static final List<String> FIRSTS = List.of("guide", "hello", "welcome");

  static PolicyTraits random(int mark, Random random) {
    return new PolicyTraits(mark, 5 + random.nextInt(15), FIRSTS.get(random.nextInt(FIRSTS.size())), 4 + random.nextInt(4));
  }

  /** The starter policy with them. */
  String document() {
    String starter = PolicyCatalog.starter();
    String document = replaced(starter, "\nname: Starter policy\n", "\nname: Policy " + mark + "\n");
    document = replaced(document, "signal: ebook_download, points: 10,", "signal: ebook_download, points: " + points + ",");
    document = replaced(document, "- { id: guide, after: 1h, template: nurture/1", "- { id: " + first
        + ", after: 1h, template: nurture/1");
    return replaced(document, "answer-within: 5m", "answer-within: " + hours + "h");
  }

  private static String replaced(String document, String from, String to) {
    int at = document.indexOf(from);
    if (at < 0) {
      throw new AssertionError("the starter policy no longer says '" + from + "'");
    }
    return document.substring(0, at) + to + document.substring(at + from.length());
  }

  /** Those of a document, read without the product's help. */
  static PolicyTraits of(String document) {
    return new PolicyTraits(
        Integer.parseInt(between(document, "\nname: Policy ", "\n")),
        Integer.parseInt(between(document, "signal: ebook_download, points: ", ",")),
        between(document.substring(document.indexOf("  nurture:\n")), "- { id: ", ","),
        Integer.parseInt(between(document.substring(document.indexOf("  - id: demo\n")), "answer-within: ", "h\n")));
  }

  private static String between(String document, String before, String after) {
    int from = document.indexOf(before) + before.length();
    return document.substring(from, document.indexOf(after, from));
  }

  /** Whether it has that place, written {@code sequence/step}: all have all others. */
  boolean has(String place) {
    return place.equals(begins()) || FIRSTS.stream().map("nurture/"::concat).noneMatch(place::equals);
  }

  /** The place at which nurture begins. */
  String begins() {
    return "nurture/" + first;
  }
}
