package dev.leadloop.mime;

/** Mails as tests write them. */
public final class PlainMail {
  private PlainMail() {}

  /** Plain words without any form. */
  public static MailText of(String text) {
    return PlainText.read(text, PlainText.Form.FIXED);
  }
}
