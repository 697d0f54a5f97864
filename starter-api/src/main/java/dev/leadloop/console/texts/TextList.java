package dev.leadloop.console.texts;

import dev.leadloop.console.texts.TextPage.VersionLine;
import dev.leadloop.texts.TextUse;
import java.util.List;

/** All texts, by whom they go to. */
record TextList(List<Line> toLeads, List<Line> toSales) {

  /** A text in a line. */
  record Line(String name, String id, String subject, VersionLine inForce, List<TextUse> uses) {}
}
