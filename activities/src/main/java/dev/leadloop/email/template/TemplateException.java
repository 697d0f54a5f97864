package dev.leadloop.email.template;

/**
 * A template is wrong or cannot be filled; the message is one sentence that names the template, and
 * the line if there is one.
 */
public final class TemplateException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  TemplateException(String sentence) {
    super(sentence);
  }

  TemplateException(String file, int line, String sentence) {
    super(file + ", line " + line + ": " + sentence);
  }
}
