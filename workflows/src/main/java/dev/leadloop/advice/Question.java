package dev.leadloop.advice;

import java.util.List;

/**
 * How a person is asked for a fact.
 *
 * @param fact as the API names it; free answers are {@code answers.<name>}
 * @param ask the question, as it is put to the person
 * @param choices what may be answered; empty where the answer is written
 */
public record Question(String fact, String ask, Kind kind, List<String> choices) {
  /** What an answer is. */
  public enum Kind {
    TEXT,
    /** A whole number. */
    NUMBER,
    /** One of the choices. */
    CHOICE
  }

  private static final List<Question> KNOWN = List.of(
      text("title", "What is your job title?"),
      new Question("companySize", "How many people work at your company?", Kind.NUMBER, List.of()),
      text("industry", "Which industry is your company in?"),
      text("country", "Which country are you in?"),
      text("company", "Which company do you work for?"),
      choice("answers.timeline", "When would you like to begin?", "this month", "this quarter", "later"),
      choice("answers.need", "How much do you need it?", "urgent", "planned", "just looking"),
      choice("answers.authority", "Who decides about it?", "I decide", "we decide together", "somebody else"),
      choice("answers.budget", "Is there a budget for it?", "yes", "planned", "not yet"),
      text("answers.language", "Which language do you prefer?"));

  public Question {
    choices = List.copyOf(choices);
  }

  /** The questions there are, those that are answered most readily first; whatever else a policy goes by, nobody is asked. */
  public static List<Question> all() {
    return KNOWN;
  }

  private static Question text(String fact, String ask) {
    return new Question(fact, ask, Kind.TEXT, List.of());
  }

  private static Question choice(String fact, String ask, String... choices) {
    return new Question(fact, ask, Kind.CHOICE, List.of(choices));
  }
}
