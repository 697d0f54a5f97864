package dev.leadloop.email.template;

/**
 * A template is wrong or cannot be filled; the message is one sentence that names the template, and
 * the line if there is one.
 */
public final class TemplateException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final TextFault fault;

  TemplateException(String sentence) {
    super(sentence);
    this.fault = new TextFault(0, sentence);
  }

  TemplateException(String file, int line, String sentence) {
    super(file + ", line " + line + ": " + sentence);
    this.fault = new TextFault(line, sentence);
  }

  /** The same without the name of the file, which whoever writes a text on a page has none of. */
  public TextFault fault() {
    return fault;
  }
}
