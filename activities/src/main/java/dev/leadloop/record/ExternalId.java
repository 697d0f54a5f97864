package dev.leadloop.record;

import dev.leadloop.text.VisibleText;

/**
 * A lead's name in another system; blanks and characters that cannot be seen are no part of it at its edges.
 *
 * @param system such as "crm" or the name an import gave
 * @param id the other system's own id
 */
public record ExternalId(String system, String id) {
  public ExternalId {
    system = VisibleText.trim(system);
    id = VisibleText.trim(id);
  }
}
