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
    company.newcomers().stream().distinct()
        .forEach(one -> words.add(newcomer(one, Collections.frequency(company.newcomers(), one))));
    if (!company.others().isEmpty()) {
      words.add("somebody else of the company: " + company.others().stream().distinct()
          .map(type -> plain(type) + times(Collections.frequency(company.others(), type)))
          .collect(Collectors.joining(", ")));
    }
    if (company.topic() != null) {
      words.add("the company researches " + (company.topic().isEmpty() ? "a topic" : company.topic()));
    }
    return String.join(", and ", words);
  }

  private static String newcomer(Move.Newcomer one, int people) {
    return (people == 1 ? "somebody new of the company" : people + " new people of the company")
        + (one.role() == null ? "" : " (" + one.role() + ")")
        + (one.such() ? (people == 1 ? " becomes" : " become") + " active, such as by " : ": ") + plain(one.does())
        + (people == 1 ? "" : " each");
  }

  private static String plain(String type) {
    return type.replace('_', ' ');
  }
}
