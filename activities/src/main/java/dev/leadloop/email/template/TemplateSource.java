package dev.leadloop.email.template;

/** Where the texts of mails come from. */
@FunctionalInterface
public interface TemplateSource {

  /** Texts among which the one of that id is as it stands at this moment, if there is one. */
  EmailTemplates of(String templateId);
}
