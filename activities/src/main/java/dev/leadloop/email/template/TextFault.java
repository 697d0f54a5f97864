package dev.leadloop.email.template;

/**
 * Something that keeps a text from being sent.
 *
 * @param line of the text, from 1; 0 where it is of no line
 * @param words a sentence
 */
public record TextFault(int line, String words) {}
