package dev.leadloop.consent;

import java.time.Instant;

/**
 * Something that happened to an address.
 *
 * @param what suppressed, lifted, topic_left or topic_joined
 * @param detail the reason, why it was lifted, or the topic
 * @param by who did it, such as person:lead
 */
public record AddressEvent(Instant at, String what, String detail, String by) {}
