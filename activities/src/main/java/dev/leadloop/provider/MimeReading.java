package dev.leadloop.provider;

import dev.leadloop.bounce.ReportReading;
import dev.leadloop.mime.AddressHeader;
import dev.leadloop.mime.HeaderText;
import dev.leadloop.mime.MimeMail;
import dev.leadloop.mime.PartText;

/** Reads a mail in its MIME form; whatever is odd in it is passed over, since mail is written by every kind of program. */
public final class MimeReading {

  private MimeReading() {}

  /**
   * The mail in these bytes.
   *
   * @throws IllegalArgumentException where they are no mail
   */
  public static InboundMail read(byte[] mime) {
    MimeMail mail = MimeMail.of(mime);
    if (!mail.headers().containsKey("from") && !mail.headers().containsKey("received")) {
      throw new IllegalArgumentException("The body is not a mail: it has no From header.");
    }
    String from = AddressHeader.addresses(mail.header("from")).stream().findFirst().orElse("");
    return new InboundMail(
        MailIds.of(from, mail.headers(), mime),
        from,
        MimeMail.recipients(mail.headers()),
        mail.headers(),
        HeaderText.words(mail.header("subject")),
        PartText.of(mail.root()),
        ReportReading.read(mail).orElse(null));
  }
}
