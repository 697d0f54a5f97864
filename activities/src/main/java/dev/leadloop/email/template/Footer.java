package dev.leadloop.email.template;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What stands below every mail.
 *
 * @param senderCompany who sends it
 * @param postalAddress one line
 * @param unsubscribeUrl how the reader leaves; null on notices to our own people
 */
public record Footer(String senderCompany, String postalAddress, @Nullable URI unsubscribeUrl) {}
