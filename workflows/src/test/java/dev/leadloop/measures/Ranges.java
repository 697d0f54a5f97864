package dev.leadloop.measures;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Multiranges as PostgreSQL writes them, those that touch made one. */
final class Ranges {
  private Ranges() {}

  /** A stretch of time, its end not counted. */
  record Span(Instant from, Instant to) {}

  static String text(List<Span> spans) {
    List<Span> merged = new ArrayList<>();
    for (Span span : spans.stream().filter(one -> one.from().isBefore(one.to())).toList()) {
      if (!merged.isEmpty() && merged.getLast().to().equals(span.from())) {
        merged.add(new Span(merged.removeLast().from(), span.to()));
      } else {
        merged.add(span);
      }
    }
    return merged.stream()
        .map(span -> "[\"" + span.from() + "\",\"" + span.to() + "\")")
        .collect(Collectors.joining(",", "{", "}"));
  }

  static @Nullable String merged(@Nullable String ranges) {
    if (ranges == null) {
      return null;
    }
    String[] ends = ranges.replaceAll("[{}\\[)\"]", "").split(",");
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i + 1 < ends.length; i += 2) {
      spans.add(new Span(Instant.parse(ends[i]), Instant.parse(ends[i + 1])));
    }
    return text(spans);
  }
}
