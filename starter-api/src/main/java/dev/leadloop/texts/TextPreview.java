package dev.leadloop.texts;

import dev.leadloop.email.template.RenderedEmail;
import dev.leadloop.email.template.TextFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a text would come to.
 *
 * @param faults what keeps it from being saved
 * @param warnings what whoever saves it should know
 * @param mail null where a fault keeps it from being shown
 */
public record TextPreview(List<TextFault> faults, List<String> warnings, @Nullable RenderedEmail mail) {}
