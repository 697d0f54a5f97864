package dev.leadloop.email.template;

import dev.leadloop.engagement.HiddenLink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts a mail's body between its head and its footer, in both parts. */
final class MailLayout {

  private static final String HTML = resource("/templates/email-layout.html");
  private static final Pattern SLOT = Pattern.compile("\\[\\[([a-z]+)]]");

  private MailLayout() {}

  static String text(String body, Footer footer) {
    StringBuilder text = new StringBuilder(body).append("\n\n-- \n");
    text.append(footer.senderCompany()).append('\n').append(footer.postalAddress()).append("\n\n");
    text.append(why(footer)).append('\n');
    if (footer.unsubscribeUrl() != null) {
      text.append("Unsubscribe: ").append(footer.unsubscribeUrl()).append('\n');
    }
    return text.toString();
  }

  static String html(String subject, String preheader, String body, Footer footer) {
    Map<String, String> slots =
        Map.of(
            "subject", escape(subject),
            "preheader", escape(preheader),
            "body", body,
            "company", escape(footer.senderCompany()),
            "address", escape(footer.postalAddress()),
            "why", escape(why(footer)),
            "unsubscribe", unsubscribe(footer));
    return SLOT.matcher(HTML)
        .replaceAll(slot -> Matcher.quoteReplacement(slots.getOrDefault(slot.group(1), "")));
  }

  private static String why(Footer footer) {
    return footer.unsubscribeUrl() == null
        ? "Sent by Leadloop because you take part in handling this lead."
        : "You receive this because your address is among the contacts of "
            + footer.senderCompany()
            + ".";
  }

  /**
   * Marked so that SendGrid leaves the link as it is: a reader's wish to go must not run through
   * click tracking.
   */
  private static String unsubscribe(Footer footer) {
    URI url = footer.unsubscribeUrl();
    return url == null
        ? ""
        : "<br><a class=\"quiet\" clicktracking=\"off\""
              + " style=\"color:#52606d;text-decoration:underline\" href=\""
            + escape(url.toString())
            + "\">Unsubscribe or choose what you get</a>"
            + hidden(url);
  }

  /** Nobody sees it or reaches it with a key; what follows it is a scanner that follows everything. */
  private static String hidden(URI unsubscribeUrl) {
    String address = unsubscribeUrl.toString();
    int end = address.lastIndexOf("/u/");
    return end < 0
        ? ""
        : "<a style=\"display:none;mso-hide:all\" tabindex=\"-1\" aria-hidden=\"true\" href=\""
            + escape(address.substring(0, end) + HiddenLink.PATH)
            + "\"></a>";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String resource(String path) {
    try (InputStream in = MailLayout.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(
            "The mail layout " + path + " is missing from the program.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException("The mail layout " + path + " cannot be read", failed);
    }
  }
}
