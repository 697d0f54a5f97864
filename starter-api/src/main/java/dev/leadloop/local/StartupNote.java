package dev.leadloop.local;

import java.util.function.Supplier;

/**
 * A line that is printed once the process answers. Every bean of this type is; {@code @Order} sorts them.
 *
 * @param label what it is about
 * @param text what to say, asked for when it is printed; empty for nothing
 */
public record StartupNote(String label, Supplier<String> text) {}
