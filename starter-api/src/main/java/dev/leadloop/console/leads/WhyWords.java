package dev.leadloop.console.leads;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Why leads are passed over by an order for many, behind their number; templates know it as {@code @whyWords}. */
@Component
public class WhyWords {
  private final MessageSource words;

  WhyWords(MessageSource words) {
    this.words = words;
  }

  /** The words of that code; what one of the leads is answered where another version gave a code that this one does not have. */
  public String of(String code, String message) {
    return String.valueOf(words.getMessage("why." + code, null, message, LocaleContextHolder.getLocale()));
  }
}
