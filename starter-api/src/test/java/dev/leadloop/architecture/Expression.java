package dev.leadloop.architecture;

/**
 * A regular expression of the product.
 *
 * @param place the class that uses it
 * @param whole whether it is only ever held against a whole text, and never looked for in one
 */
record Expression(String place, String regex, int flags, boolean whole) {}
