package dev.leadloop.console;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a lead is called in a list: by its company first, since that is what reps know it by, and by what is known where that
 * is not.
 *
 * @param title the company, else the person, else the address, else the id
 * @param person the person where the title is the company; empty where the name is not known
 */
public record LeadName(String title, String person) {
  /** By what is known of a lead. */
  public static LeadName of(
      String leadId, @Nullable String firstName, @Nullable String lastName, @Nullable String email, @Nullable String company) {
    String person =
        Stream.of(firstName, lastName).filter(Objects::nonNull).map(String::strip).filter(part -> !part.isEmpty())
            .collect(Collectors.joining(" "));
    String other = person.isEmpty() ? email == null ? "" : email : person;
    return company != null && !company.isBlank()
        ? new LeadName(company, other)
        : new LeadName(other.isEmpty() ? leadId : other, "");
  }
}
