package dev.leadloop.review;

import dev.leadloop.desk.NoticeReaders;
import dev.leadloop.desk.RepStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.record.Ids;
import dev.leadloop.review.PolicyReviewStore.Alarm;
import dev.leadloop.review.PolicyReviewStore.Count;
import dev.leadloop.review.PolicyReviewStore.Review;
import dev.leadloop.text.BaseUrl;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells both sides of a review: every active manager of sales, and marketing at its address. */
public final class PolicyReviewNotices {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyReviewNotices.class);

  private final NoticeReaders readers;
  private final EmailComposer composer;
  private final EmailTransport transport;
  private final URI publicUrl;
  private final @Nullable String marketing;

  /**
   * Over a way to send.
   *
   * @param marketing address of marketing; null for none, and then marketing sees reviews in the API only
   */
  public PolicyReviewNotices(
      RepStore reps, EmailComposer composer, EmailTransport transport, URI publicUrl, @Nullable String marketing) {
    this.readers = new NoticeReaders(reps, marketing);
    this.composer = composer;
    this.transport = transport;
    this.publicUrl = publicUrl;
    this.marketing = marketing;
  }

  /** Whether everyone has the notice; false where it must be tried again. */
  boolean tell(Review review) {
    boolean all = true;
    if (marketing == null) {
      LOG.warn("Marketing is not told of a policy review; set leadloop.notices.marketing-address");
    }
    for (Mailbox reader : readers.mailboxes()) {
      TransportResult result =
          transport.send(
              composer.message(
                  Ids.of("policy-review", String.valueOf(review.id()), reader.address()), reader,
                  "Marketing and sales, please review policy version " + review.policyVersion(),
                  "Review " + review.id() + ": " + why(review.alarm()), text(review)));
      all &= result instanceof TransportResult.Accepted || result instanceof TransportResult.Rejected;
    }
    return all;
  }

  private String text(Review review) {
    Alarm alarm = review.alarm();
    String close = "/api/v1/policy-reviews/" + review.id() + "/close";
    String url = BaseUrl.of(publicUrl);
    String found =
        alarm == null
            ? ""
            : "\n\n### Why sales said no\n\n" + lines(alarm.reasons())
                + "\n\n### What brought those leads to sales\n\n" + lines(alarm.rules());
    return "Policy version " + review.policyVersion() + " is to be reviewed by marketing and sales together, because **"
        + why(alarm) + "**." + found + "\n\nEach side closes review " + review.id()
        + " with a word on what it will change, or why nothing changes: POST " + close + ".\n\n**[How to answer](" + url
        + "/docs)**\n";
  }

  private static String why(@Nullable Alarm alarm) {
    return alarm == null
        ? "its review date has come"
        : String.format(
            Locale.ROOT,
            "sales rejected %d of %d leads (%.0f %%) since %s, usual are %.0f %%",
            alarm.rejected(), alarm.answers(), 100.0 * alarm.rejected() / alarm.answers(),
            alarm.windowFrom().toString().substring(0, 10), 100 * alarm.usualShare());
  }

  private static String lines(List<Count> counts) {
    return counts.isEmpty()
        ? "Nothing is on record."
        : counts.stream().map(count -> "- " + count.what() + ": " + count.times()).collect(Collectors.joining("\n"));
  }
}
