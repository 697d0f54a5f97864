package dev.leadloop.email.template;

import dev.leadloop.lifecycle.deciding.Effect.Notice;
import java.util.List;
import java.util.Map;

/**
 * What a notice to a rep or a manager has to say.
 *
 * @param values {@code leadUrl} and {@code answerUrl} always; as far as known repName (who reads
 *     it), otherRepName (who had or has the lead), leadName, company, title, location, companySize,
 *     source, stage, score, grade, trigger (why now), deadline (in words, with its zone), reason
 *     (the true cause of the notice), standing (whose it is now), note (what became of it before),
 *     next (what happens if nobody answers), suggestion (what to do first), question (what to ask),
 *     questionWhy (why that), ready (as what it qualified, and by which numbers), words (what the lead
 *     wrote), email, phone
 * @param lists {@code reasons} (why the score), {@code fitReasons}, {@code beside} (use of the product
 *     and the company), {@code found} (facts that nobody said), {@code recentActions} (what they did
 *     last), {@code answers} (budget, authority, need and timeline), {@code topics}, {@code
 *     colleagues}, {@code sent} (our mails to them), {@code earlier} (handoffs before), {@code
 *     cautions}; of a digest {@code digestOpen}, {@code digestQueue}, {@code digestContact} and
 *     {@code digestStalled}
 * @param links web addresses that entries of the lists lead to, by entry
 */
public record NoticeContent(
    String templateId,
    Map<String, String> values,
    Map<String, List<String>> lists,
    Map<String, String> links) {

  /** The template of a rep's day. */
  public static final String DIGEST = "notice/digest";

  public NoticeContent {
    values = Map.copyOf(values);
    lists = Map.copyOf(lists);
    links = Map.copyOf(links);
  }

  /** What a notice of that kind says. */
  public NoticeContent(Notice kind, Map<String, String> values, Map<String, List<String>> lists) {
    this(templateId(kind), values, lists, Map.of());
  }

  static String templateId(Notice kind) {
    return switch (kind) {
      case HANDOFF -> "notice/handoff";
      case REMINDER -> "notice/reminder";
      case ESCALATION -> "notice/escalation";
      case REASSIGNED -> "notice/reassigned";
      case QUEUED -> "notice/queued";
      case REVIEW -> "notice/review";
      case CONTACT_MISSED -> "notice/contact-missed";
      case STALLED -> "notice/stalled";
      case PASSED_ON -> "notice/passed-on";
      case WITHDRAWN -> "notice/withdrawn";
      case REQUESTED -> "notice/requested";
    };
  }
}
