/** SendGrid's events and their signature. */
@NullMarked
package dev.leadloop.provider.sendgrid;

import org.jspecify.annotations.NullMarked;
