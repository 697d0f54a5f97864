package dev.leadloop.web;

import dev.leadloop.email.transport.EmailSettings;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Every page that readers of our mails and visitors of our forms see says whose it is. */
@ControllerAdvice(basePackages = {"dev.leadloop.web", "dev.leadloop.webhook"})
class SenderOfPages {
  private final EmailSettings settings;

  SenderOfPages(EmailSettings settings) {
    this.settings = settings;
  }

  @ModelAttribute("company")
  String company() {
    return settings.senderCompany();
  }
}
