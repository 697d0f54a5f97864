package dev.leadloop.console.campaigns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.nurturing.Campaign;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.util.MultiValueMap;

/**
 * What somebody filled in to start a campaign.
 *
 * @param id of the campaign; the same sent twice starts one
 * @param what they get: sequence or mail
 * @param mail id of the text of the one mail
 * @param from when it begins, as a field for date and time has it; empty for at once
 * @param by how the segment is told: rows, named, text or everybody
 * @param join whether all of the rows hold or any: all or any
 * @param named a segment of the policy
 * @param text a condition in the language of policies
 * @param rate most leads a minute, as it was written
 * @param again whether leads are mailed once more what they have had
 */
record CampaignForm(
    String id, String what, String sequence, String mail, String from, String by, String join, List<Row> rows, String named,
    String text, String rate, boolean again) {
  static final String SEQUENCE = "sequence";
  static final String MAIL = "mail";
  static final String ROWS = "rows";
  static final String NAMED = "named";
  static final String TEXT = "text";
  static final String EVERYBODY = "everybody";
  static final int MOST_ROWS = 20;

  private static final List<String> WAYS = List.of(ROWS, NAMED, TEXT, EVERYBODY);
  private static final Row FIRST = new Row("country", "in", "");

  CampaignForm {
    rows = List.copyOf(rows);
  }

  /** One line of the builder: a fact, how it is compared, and with what; values stand between commas. */
  record Row(String fact, String comparison, String values) {}

  /** An empty form. */
  static CampaignForm fresh(String id, String sequence) {
    return new CampaignForm(id, SEQUENCE, sequence, "", "", ROWS, "all", List.of(FIRST), "", "", "60", false);
  }

  /** What a browser sent, with the row added or taken out that its button says. */
  static CampaignForm of(MultiValueMap<String, String> sent) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST_ROWS, all(sent, "fact").size()); i++) {
      rows.add(new Row(at(sent, "fact", i), at(sent, "comparison", i), at(sent, "values", i)));
    }
    String out = one(sent, "remove");
    if (out.matches("[0-9]{1,2}") && Integer.parseInt(out) < rows.size()) {
      rows.remove(Integer.parseInt(out));
    }
    if (!one(sent, "add").isEmpty() && rows.size() < MOST_ROWS || rows.isEmpty()) {
      rows.add(FIRST);
    }
    String by = one(sent, "by");
    return new CampaignForm(
        one(sent, "id"), one(sent, "what").equals(MAIL) ? MAIL : SEQUENCE, one(sent, "sequence"), one(sent, "mail"),
        one(sent, "from"), WAYS.contains(by) ? by : ROWS, one(sent, "join").equals("any") ? "any" : "all",
        rows, one(sent, "named"), one(sent, "text"), one(sent, "rate"), one(sent, "again").equals("true"));
  }

  CampaignForm withText(String other) {
    return new CampaignForm(id, what, sequence, mail, from, by, join, rows, named, other, rate, again);
  }

  /** The same told as text, as a campaign that was started has it. */
  CampaignForm like(Campaign known) {
    JsonNode segment = known.segment();
    String condition = segment == null ? "" : segment.toPrettyString();
    boolean one = known.mail() != null;
    return new CampaignForm(
        id, one ? MAIL : SEQUENCE, one ? sequence : known.sequence(), Objects.requireNonNullElse(known.mail(), ""), "",
        condition.isEmpty() ? EVERYBODY : TEXT, join, rows, named, condition,
        String.valueOf(known.progress().ratePerMinute()), again);
  }

  boolean ofMail() {
    return what.equals(MAIL);
  }

  private static List<String> all(MultiValueMap<String, String> sent, String name) {
    return sent.getOrDefault(name, List.of());
  }

  private static String at(MultiValueMap<String, String> sent, String name, int place) {
    List<String> values = all(sent, name);
    return place < values.size() ? values.get(place).strip() : "";
  }

  private static String one(MultiValueMap<String, String> sent, String name) {
    return at(sent, name, 0);
  }
}
