package dev.leadloop.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a benchmark measured, printed as one table. */
final class Figures {
  private record Figure(String what, String value, String target) {}

  private final List<Figure> lines = new ArrayList<>();

  void add(String what, double value, String unit) {
    add(what, value, unit, "");
  }

  void add(String what, double value, String unit, String target) {
    String number = value >= 100 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.2f", value);
    lines.add(new Figure(what, number + " " + unit, target));
  }

  void print(String title) {
    StringBuilder table = new StringBuilder("\n" + title + "\n");
    for (Figure line : lines) {
      table.append(String.format(Locale.ROOT, "  %-62s %18s   %s%n", line.what(), line.value(), line.target()));
    }
    System.out.println(table);
  }
}
