package dev.leadloop.texts;

import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.saved.MailTexts;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.template.NoticeContent;
import dev.leadloop.email.template.RenderedEmail;
import dev.leadloop.email.template.TemplateException;
import dev.leadloop.email.template.TextFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tries what a text would come to, by the very code that writes mails. */
final class TextTrial {
  private static final String NOTICE = "notice/";
  private static final String EXAMPLE = "https://leadloop.example.com/";

  private final MailTexts texts;
  private final EmailComposer composer;

  TextTrial(MailTexts texts, EmailComposer composer) {
    this.texts = texts;
    this.composer = composer;
  }

  /**
   * The mail, or why there is none.
   *
   * @param lead values of the lead to fill a mail to leads with; a notice is filled with the names of its values
   */
  TextPreview of(String id, String source, Map<String, String> lead) {
    List<TextFault> faults = EmailTemplates.faults(id, source);
    if (!faults.isEmpty()) {
      return new TextPreview(faults, List.of(), null);
    }
    try {
      EmailTemplates trying = texts.trying(id, source);
      if (id.startsWith(NOTICE)) {
        RenderedEmail mail = composer.shown(trying, notice(id));
        return new TextPreview(List.of(), source.contains("{{answerUrl") || source.contains("{{leadUrl") ? List.of()
            : List.of("It leads neither to the lead's page nor to where the reader answers: {{answerUrl}} or {{leadUrl}}."),
            mail);
      }
      Map<String, String> values = new HashMap<>(lead);
      boolean confirms = id.equals(EmailTemplates.CONFIRMATION);
      if (confirms) {
        values.put("contentUrl", EXAMPLE + "confirm/preview");
      } else {
        // Whom nothing is known of gets it too, so it must do without.
        composer.shown(trying, id, Map.of());
      }
      if (confirms && !source.contains("{{contentUrl")) {
        return new TextPreview(
            List.of(new TextFault(0, "It has no link to confirm by, without which nobody can: {{contentUrl}}.")), List.of(),
            null);
      }
      RenderedEmail mail = composer.shown(trying, id, values);
      List<String> warnings = new ArrayList<>();
      if (EmailComposer.offersExample(mail)) {
        warnings.add("It still offers an example page. Where mail reaches people it is held until it names one of yours.");
      }
      return new TextPreview(List.of(), warnings, mail);
    } catch (TemplateException missing) {
      return new TextPreview(List.of(missing.fault()), List.of(), null);
    }
  }

  private static NoticeContent notice(String id) {
    EmailTemplates.Named named = EmailTemplates.named(id);
    Map<String, String> values = new HashMap<>();
    named.mayBeMissing().forEach(name -> values.put(name, "(" + name + ")"));
    named.always().forEach(name -> values.put(name, EXAMPLE + name));
    Map<String, List<String>> lists = new HashMap<>();
    named.lists().forEach(name -> lists.put(name, List.of("(" + name + ", first)", "(" + name + ", second)")));
    return new NoticeContent(id, values, lists, Map.of());
  }
}
