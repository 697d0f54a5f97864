package dev.leadloop.email.transport;

import com.sendgrid.helpers.mail.Mail;
import com.sendgrid.helpers.mail.objects.ClickTrackingSetting;
import com.sendgrid.helpers.mail.objects.Content;
import com.sendgrid.helpers.mail.objects.Email;
import com.sendgrid.helpers.mail.objects.OpenTrackingSetting;
import com.sendgrid.helpers.mail.objects.Personalization;
import com.sendgrid.helpers.mail.objects.SubscriptionTrackingSetting;
import com.sendgrid.helpers.mail.objects.TrackingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes a message as the body of SendGrid's mail/send call. */
final class SendGridMail {

  private SendGridMail() {}

  static String body(OutgoingEmail email) {
    Mail mail = new Mail();
    mail.setFrom(address(email.from()));
    if (email.replyTo() != null) {
      mail.setReplyTo(address(email.replyTo()));
    }
    mail.setSubject(email.content().subject());
    Personalization recipient = new Personalization();
    recipient.addTo(address(email.to()));
    recipient.addCustomArg(OutgoingEmail.SEND_ID_ARGUMENT, email.sendId().toString());
    mail.addPersonalization(recipient);
    mail.addContent(new Content("text/plain", email.content().text()));
    mail.addContent(new Content("text/html", email.content().html()));
    EmailHeaders.of(email).forEach(mail::addHeader);
    email.categories().forEach(mail::addCategory);
    mail.setTrackingSettings(tracking(email.unsubscribe() != null));
    try {
      return mail.build();
    } catch (IOException impossible) {
      throw new UncheckedIOException("A message cannot be written as JSON", impossible);
    }
  }

  /**
   * Nurture mails are tracked in their HTML part, where the layout marks the unsubscribe link as
   * not to be rewritten. The plain part has no such mark, so its links stay as they are; so do a
   * notice's, which act for one rep. Our own unsubscribe link must stay the only one.
   */
  private static TrackingSettings tracking(boolean nurture) {
    ClickTrackingSetting clicks = new ClickTrackingSetting();
    clicks.setEnable(nurture);
    clicks.setEnableText(false);
    OpenTrackingSetting opens = new OpenTrackingSetting();
    opens.setEnable(nurture);
    SubscriptionTrackingSetting subscription = new SubscriptionTrackingSetting();
    subscription.setEnable(false);
    TrackingSettings settings = new TrackingSettings();
    settings.setClickTrackingSetting(clicks);
    settings.setOpenTrackingSetting(opens);
    settings.setSubscriptionTrackingSetting(subscription);
    return settings;
  }

  private static Email address(Mailbox mailbox) {
    return mailbox.name() == null
        ? new Email(mailbox.address())
        : new Email(mailbox.address(), mailbox.name());
  }
}
