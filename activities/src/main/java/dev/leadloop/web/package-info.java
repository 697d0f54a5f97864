/** What is seen of people on the web: followed links and opened mails, and page views of visitors nobody knows yet. */
@NullMarked
package dev.leadloop.web;

import org.jspecify.annotations.NullMarked;
