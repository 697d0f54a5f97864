package dev.leadloop.scoring;

import dev.leadloop.lead.Signal;
import dev.leadloop.lead.text.FoldedText;
import org.jspecify.annotations.Nullable;

/** The properties of one signal in the form in which they are compared; the last one asked for is kept, since rules ask alike. */
final class FoldedValues {
  private final Signal signal;
  private @Nullable String property;
  private @Nullable String value;

  FoldedValues(Signal signal) {
    this.signal = signal;
  }

  Signal signal() {
    return signal;
  }

  /** The value of a property; null where the signal has none, or a blank one. */
  @Nullable String of(String asked) {
    if (!asked.equals(property)) {
      String written = signal.properties().get(asked);
      value = written == null || written.isBlank() ? null : FoldedText.of(written);
      property = asked;
    }
    return value;
  }
}
