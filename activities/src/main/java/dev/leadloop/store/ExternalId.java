package dev.leadloop.store;

/**
 * A lead's name in another system.
 *
 * @param system such as "crm" or the name an import gave
 * @param id the other system's own id
 */
public record ExternalId(String system, String id) {}
