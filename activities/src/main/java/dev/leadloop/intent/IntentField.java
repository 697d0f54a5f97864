package dev.leadloop.intent;

import dev.leadloop.text.VisibleText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a column of an intent file may hold, and how vendors head it in their exports. */
enum IntentField {
  COMPANY("company", List.of("company", "companyname", "account", "accountname", "organization", "organisation")),
  DOMAIN("domain", List.of("domain", "companydomain", "accountdomain", "domainname", "website", "companywebsite", "companyurl",
      "url")),
  TOPIC("topic", List.of("topic", "topicname", "intenttopic", "surgetopic", "keyword")),
  SCORE("score", List.of("score", "compositescore", "companysurgescore", "surgescore", "topicscore", "intentscore",
      "signalscore")),
  AT("at", List.of("at", "date", "week", "weekof", "weekending", "surgedate", "signaldate", "reportdate", "asof", "timestamp")),
  SOURCE("source", List.of("source", "provider", "vendor"));

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[-_. /]");

  private final String label;
  private final List<String> heads;

  IntentField(String label, List<String> heads) {
    this.label = label;
    this.heads = heads;
  }

  /** As callers and messages name it. */
  String label() {
    return label;
  }

  /** The field that a header means. */
  static Optional<IntentField> headed(String header) {
    String plain = BETWEEN_WORDS.matcher(VisibleText.trim(header).toLowerCase(Locale.ROOT)).replaceAll("");
    return Arrays.stream(values()).filter(field -> field.heads.contains(plain)).findFirst();
  }

  /** The field of that label. */
  static Optional<IntentField> called(String label) {
    return Arrays.stream(values()).filter(field -> field.label.equals(label)).findFirst();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(IntentField::label).toList();
  }
}
