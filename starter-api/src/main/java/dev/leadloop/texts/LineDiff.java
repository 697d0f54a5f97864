package dev.leadloop.texts;

import java.util.ArrayList;
import java.util.List;

/** What became of the lines of a text: which are gone, which are new, which stayed. */
public final class LineDiff {
  private static final int MOST_LINES = 1_000;

  private LineDiff() {}

  /** What became of a line. */
  public enum Change {
    SAME,
    GONE,
    NEW
  }

  /** A line, and what became of it. */
  public record Line(Change change, String text) {}

  /** The lines of both in one order, with as many that stayed as there can be; beyond a thousand lines nothing is compared. */
  public static List<Line> of(String before, String after) {
    List<String> old = before.lines().limit(MOST_LINES).toList();
    List<String> now = after.lines().limit(MOST_LINES).toList();
    int[][] kept = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        kept[i][j] = old.get(i).equals(now.get(j)) ? kept[i + 1][j + 1] + 1 : Math.max(kept[i + 1][j], kept[i][j + 1]);
      }
    }
    List<Line> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        lines.add(new Line(Change.SAME, old.get(i)));
        i++;
        j++;
      } else if (i < old.size() && (j == now.size() || kept[i + 1][j] >= kept[i][j + 1])) {
        lines.add(new Line(Change.GONE, old.get(i++)));
      } else {
        lines.add(new Line(Change.NEW, now.get(j++)));
      }
    }
    return lines;
  }
}
