package dev.leadloop.lead.title;

import java.util.Locale;

/** How far up somebody is, the highest last. */
public enum Seniority {
  /** Does the work. */
  STAFF,
  /** Leads a team or a piece of work. */
  TEAM,
  /** Leads a department or a field. */
  DEPARTMENT,
  /** Leads the company, or owns it. */
  COMPANY;

  /** The word policies and other systems read. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
