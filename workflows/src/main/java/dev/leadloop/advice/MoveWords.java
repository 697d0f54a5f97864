package dev.leadloop.advice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Says in people's words what may happen to a lead. */
final class MoveWords {
  private MoveWords() {}

  static String of(Move move) {
    return switch (move) {
      case Move.Does does -> does.label() + times(does.times());
      case Move.Learned learned -> "we learn " + fact(learned.fact()) + (learned.label().isEmpty()
          ? ", such as " + learned.value() : ": " + learned.label());
      case Move.OfCompany company -> company(company);
    };
  }

  private static String times(int times) {
    return switch (times) {
      case 1 -> "";
      case 2 -> " twice";
      default -> " " + times + " times";
    };
  }

  /** What a fact is called, such as "their job title". */
  static String fact(String fact) {
    return switch (fact) {
      case "email" -> "their e-mail address";
      case "title" -> "their job title";
      case "company" -> "their company";
      case "companySize" -> "how many people work there";
      case "industry" -> "their industry";
      case "country" -> "their country";
      default -> "their answer to '" + fact.replaceFirst("^answers\\.", "").replace('_', ' ') + "'";
    };
  }

  private static String company(Move.OfCompany company) {
    List<String> words = new ArrayList<>();
    if (company.people() > 0) {
      words.add((company.people() == 1 ? "one more person" : company.people() + " more people") + " of the company become"
          + (company.people() == 1 ? "s" : "") + " active"
          + (company.roles().isEmpty() ? "" : " (" + String.join(", ", company.roles()) + ")"));
    }
    if (!company.asked().isEmpty()) {
      words.add("somebody else of the company: " + company.asked().stream().distinct()
          .map(type -> type.replace('_', ' ') + times(Collections.frequency(company.asked(), type)))
          .collect(Collectors.joining(", ")));
    }
    if (company.topic() != null) {
      words.add("the company researches " + (company.topic().isEmpty() ? "a topic" : company.topic()));
    }
    return String.join(", and ", words);
  }
}
