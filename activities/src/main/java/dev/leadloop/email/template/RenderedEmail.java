package dev.leadloop.email.template;

/**
 * What a reader sees of a mail.
 *
 * @param subject one line
 * @param text the whole mail as plain text
 * @param html the whole mail as an HTML document
 */
public record RenderedEmail(String subject, String text, String html) {}
