package dev.leadloop.lead;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A lead's phone number: forms and files name the answer that holds it in several ways. */
public final class PhoneFact {
  private static final List<String> NAMES = List.of("phone", "telephone", "mobile", "phone_number", "phoneNumber");

  private PhoneFact() {}

  /** The number as it was given; null where none is known. */
  public static @Nullable String of(LeadProfile profile) {
    return NAMES.stream().flatMap(name -> Stream.ofNullable(profile.answers().get(name))).findFirst().orElse(null);
  }

  /** Whether an answer of that name is a phone number. */
  public static boolean is(String name) {
    return NAMES.contains(name);
  }
}
