package dev.leadloop.email.template;

/**
 * Which text a mail was written with.
 *
 * @param template its id
 * @param version its number among the versions of that text
 */
public record TextVersion(String template, int version) {}
