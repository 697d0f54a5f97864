package dev.leadloop.lead.title;

import java.util.Locale;

/** What somebody does: a field of work, or one that is none of a company's. */
public enum Role {
  SALES,
  MARKETING,
  FINANCE,
  IT,
  PRODUCT,
  OPERATIONS,
  PROCUREMENT,
  HR,
  LEGAL,
  SUPPORT,
  RESEARCH,
  /** Works for somebody else, such as the assistant of a chief. */
  ASSISTANT,
  /** Learns: a student, an intern, a trainee. */
  STUDENT,
  /** Teaches or does research at a place of learning. */
  ACADEMIC;

  /** The word policies and other systems read. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
