package dev.leadloop.email;

import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.template.Footer;
import dev.leadloop.email.template.NoticeContent;
import dev.leadloop.email.template.RenderedEmail;
import dev.leadloop.email.template.TemplateException;
import dev.leadloop.email.template.TemplateSource;
import dev.leadloop.email.token.ConfirmationTokens;
import dev.leadloop.email.token.LinkTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailTransports;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.email.transport.OutgoingEmail.Unsubscribe;
import dev.leadloop.email.transport.ReplyAddresses;
import dev.leadloop.text.BaseUrl;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes complete messages from a template, what is known of the reader, and the settings. */
public final class EmailComposer {

  private static final String EXAMPLE_CONTENT = "://www.example.com/";
  private static final String NOWHERE = "preview";

  /** Whether a mail still offers a page of the product's examples, with which it reaches nobody. */
  public static boolean offersExample(RenderedEmail mail) {
    return mail.text().contains(EXAMPLE_CONTENT);
  }

  private final EmailSettings settings;
  private final TemplateSource templates;
  private final UnsubscribeTokens tokens;
  private final ReplyAddresses replies;
  private final @Nullable TrackedLinks links;

  /**
   * Over what mails say of us.
   *
   * @param templates looked up for every mail, so that each is written with the text that is in force then
   * @param replies where answers to nurture mails go, so that they say which mail they are about
   * @param ownLinks whether links of nurture mails lead through us, where no provider counts them
   */
  public EmailComposer(
      EmailSettings settings,
      TemplateSource templates,
      UnsubscribeTokens tokens,
      ReplyAddresses replies,
      boolean ownLinks) {
    this.settings = settings;
    this.templates = templates;
    this.tokens = tokens;
    this.replies = replies;
    this.links =
        ownLinks
            ? new TrackedLinks(new LinkTokens(tokens.signed()), settings.publicUrl())
            : null;
  }

  /**
   * A nurture mail, with its unsubscribe link and headers. {@code senderCompany} and {@code
   * senderName} come from the settings unless given.
   *
   * @param values placeholder to value; what is not known of the person is left out
   * @param categories labels of sequence and step
   * @throws TemplateException when there is no such template or a value it cannot do without is
   *     missing
   * @throws IllegalArgumentException when the mail would reach a person with an example page still
   *     in it
   */
  public OutgoingEmail nurture(
      UUID sendId,
      String leadId,
      Mailbox to,
      String templateId,
      Map<String, String> values,
      List<String> categories) {
    Unsubscribe unsubscribe = unsubscribe(tokens.issue(leadId, to.address()));
    RenderedEmail content =
        templates.of(templateId).nurture(templateId, withSender(values), footer(unsubscribe.url()));
    if (EmailTransports.reachesPeople(settings) && offersExample(content)) {
      throw new IllegalArgumentException(
          "The mail "
              + templateId
              + " still offers an example page. Name your own in content.properties.");
    }
    RenderedEmail sent = links == null ? content : links.in(content, sendId, unsubscribe.url());
    Mailbox replyTo = replies.replyTo(sendId).orElse(settings.replyTo());
    return new OutgoingEmail(sendId, settings.from(), to, replyTo, sent, unsubscribe, categories);
  }

  /**
   * How a mail of some texts would look, to nobody: with the way out of nobody's, and sent nowhere.
   *
   * @param texts among which the one to look at is
   * @throws TemplateException when a value it cannot do without is missing
   */
  public RenderedEmail shown(EmailTemplates texts, String templateId, Map<String, String> values) {
    return texts.nurture(templateId, withSender(values), footer(page("/u/" + NOWHERE)));
  }

  /** The same of a notice to our own people. */
  public RenderedEmail shown(EmailTemplates texts, NoticeContent notice) {
    return texts.notice(notice, footer(null));
  }

  /**
   * The mail that asks a person to confirm their consent; it can be left like any other.
   *
   * @param firstName as the person gave it; null where it is not known
   */
  public OutgoingEmail confirmation(
      UUID sendId, String leadId, Mailbox to, @Nullable String firstName) {
    URI confirmUrl =
        page("/confirm/" + new ConfirmationTokens(tokens.signed()).issue(leadId, to.address()));
    Unsubscribe unsubscribe = unsubscribe(tokens.issue(leadId, to.address()));
    Map<String, String> values = withSender(Map.of("contentUrl", confirmUrl.toString()));
    if (firstName != null) {
      values.put("firstName", firstName);
    }
    RenderedEmail content =
        templates.of(EmailTemplates.CONFIRMATION).nurture(EmailTemplates.CONFIRMATION, values, footer(unsubscribe.url()));
    return new OutgoingEmail(
        sendId,
        settings.from(),
        to,
        replies.replyTo(sendId).orElse(settings.replyTo()),
        content,
        unsubscribe,
        List.of("consent", "confirm"));
  }

  private Map<String, String> withSender(Map<String, String> values) {
    Map<String, String> all = new HashMap<>();
    all.put("senderCompany", settings.senderCompany());
    all.put(
        "senderName",
        settings.from().name() == null ? settings.senderCompany() : settings.from().name());
    all.putAll(values);
    return all;
  }

  /**
   * A notice to one of our own people.
   *
   * @throws TemplateException when a value the notice cannot do without is missing
   */
  public OutgoingEmail notice(UUID sendId, Mailbox to, NoticeContent content) {
    return new OutgoingEmail(
        sendId,
        settings.from(),
        to,
        settings.replyTo(),
        templates.of(content.templateId()).notice(content, footer(null)),
        null,
        List.of(content.templateId().replace('/', '-')));
  }

  /** A text as it is shown, to one of our own people: of no mail that a lead has, and with no way out. */
  public OutgoingEmail test(UUID sendId, Mailbox to, RenderedEmail content) {
    return new OutgoingEmail(sendId, settings.from(), to, settings.replyTo(), content, null, List.of("test"));
  }

  /** A few lines of Markdown to one of our own people. */
  public OutgoingEmail message(UUID sendId, Mailbox to, String subject, String preheader, String markdown) {
    RenderedEmail content = EmailTemplates.message(subject, preheader, markdown, footer(null));
    return new OutgoingEmail(sendId, settings.from(), to, settings.replyTo(), content, null, List.of("notice"));
  }

  private Unsubscribe unsubscribe(String token) {
    URI url = page("/u/" + token);
    Mailbox mailbox = settings.unsubscribeMailbox();
    URI mailto =
        mailbox == null
            ? null
            : URI.create("mailto:" + mailbox.address() + "?subject=unsubscribe%20" + token);
    return new Unsubscribe(url, mailto);
  }

  private URI page(String path) {
    return URI.create(BaseUrl.of(settings.publicUrl()) + path);
  }

  private Footer footer(@Nullable URI unsubscribeUrl) {
    return new Footer(settings.senderCompany(), settings.postalAddress(), unsubscribeUrl);
  }
}
