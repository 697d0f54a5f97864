package dev.leadloop.email.template;

import java.util.Set;
import java.util.TreeSet;

/**
 * The placeholders a kind of template may use.
 *
 * @param given always have a value
 * @param mayBeMissing are not known of everybody, so the template must say what stands there
 *     instead
 * @param lists have any number of entries and stand alone in a list item
 */
record Vocabulary(Set<String> given, Set<String> mayBeMissing, Set<String> lists) {

  static final Vocabulary NURTURE =
      new Vocabulary(
          Set.of("senderCompany", "senderName", "contentTitle", "contentUrl"),
          Set.of("firstName", "lastName", "company", "title", "topic", "contentNote"),
          Set.of());

  static final Vocabulary NOTICE =
      new Vocabulary(
          Set.of("leadUrl", "answerUrl"),
          Set.of(
              "repName",
              "otherRepName",
              "leadName",
              "company",
              "title",
              "location",
              "companySize",
              "source",
              "stage",
              "score",
              "grade",
              "trigger",
              "deadline",
              "standing",
              "reason",
              "note",
              "next",
              "suggestion",
              "question",
              "questionWhy",
              "ready",
              "words",
              "email",
              "phone",
              "summary",
              "scoreWhy",
              "fitWhy"),
          Set.of(
              "reasons",
              "fitReasons",
              "beside",
              "found",
              "recentActions",
              "answers",
              "topics",
              "colleagues",
              "sent",
              "earlier",
              "cautions",
              "digestOpen",
              "digestQueue",
              "digestContact",
              "digestStalled"));

  static Vocabulary of(String templateId) {
    return templateId.startsWith("notice/") ? NOTICE : NURTURE;
  }

  /** Throws unless the placeholder may stand where it stands. */
  void check(String file, Placeholder placeholder, int line, boolean aloneInListItem) {
    String name = placeholder.name();
    if (lists.contains(name)) {
      if (!aloneInListItem) {
        throw new TemplateException(
            file, line, "{{" + name + "}} is a list: put it alone behind a dash.");
      }
    } else if (mayBeMissing.contains(name)) {
      if (placeholder.fallback() == null) {
        throw new TemplateException(
            file,
            line,
            "{{"
                + name
                + "}} is not known of everybody: say what stands there instead, {{"
                + name
                + "|...}}.");
      }
    } else if (!given.contains(name)) {
      throw new TemplateException(
          file, line, "{{" + name + "}} is not known. Known are " + String.join(", ", all()) + ".");
    }
  }

  private Set<String> all() {
    Set<String> all = new TreeSet<>(given);
    all.addAll(mayBeMissing);
    all.addAll(lists);
    return all;
  }
}
