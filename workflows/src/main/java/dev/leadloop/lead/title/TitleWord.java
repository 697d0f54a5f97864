package dev.leadloop.lead.title;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A word or phrase of job titles as {@code titles.txt} knows it.
 *
 * @param phrase in plain letters
 */
record TitleWord(String phrase, Kind kind) {
  /** What such a word says; the kinds are explained at the head of {@code titles.txt}. */
  enum Kind {
    COMPANY(Seniority.COMPANY),
    OWN(Seniority.COMPANY),
    DEPARTMENT(Seniority.DEPARTMENT),
    TEAM(Seniority.TEAM),
    STAFF(Seniority.STAFF),
    SERVES(Seniority.STAFF),
    ADVISES(Seniority.STAFF),
    STUDY(null),
    TRAINEE(null),
    ACADEMIC(null),
    ORGAN(Seniority.COMPANY),
    BODY(null),
    DEGREE(null),
    LOWERS(null),
    THING(null),
    MATTER(null),
    NEUTRAL(null),
    TO(null),
    PAST(null);

    private final @Nullable Seniority seniority;

    Kind(@Nullable Seniority seniority) {
      this.seniority = seniority;
    }

    /** How far up somebody is who is called so; null where it says nothing of that. */
    @Nullable Seniority seniority() {
      return seniority;
    }

    /** Whether it names a post that somebody holds. */
    boolean isPost() {
      return switch (this) {
        case COMPANY, OWN, DEPARTMENT, TEAM, STAFF, SERVES, ADVISES, STUDY, TRAINEE, ACADEMIC, ORGAN, DEGREE -> true;
        case BODY, LOWERS, THING, MATTER, NEUTRAL, TO, PAST -> false;
      };
    }

    boolean leadsCompany() {
      return this == COMPANY || this == OWN;
    }

    boolean serves() {
      return this == SERVES || this == ADVISES;
    }

    boolean learns() {
      return this == STUDY || this == TRAINEE || this == ACADEMIC;
    }

    static Kind of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
