package dev.leadloop.proof;

import java.util.UUID;

/** Bodies of requests about leads that differ in nothing but their number. */
final class Leads {
  private Leads() {}

  /** A name that no other batch of leads has. */
  static String batch() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  static String email(String batch, int number) {
    return "lead-" + batch + "-" + number + "@example.com";
  }

  static String intake(String batch, int number) {
    return """
        {"email":"%s","firstName":"Sam","lastName":"Example","company":"Example %s %d","title":"Marketing Director",\
        "companySize":150,"industry":"software","country":"DE","source":"webinar","campaign":"spring"}"""
        .formatted(email(batch, number), batch, number);
  }

  static String event(String batch, int lead, String eventId, String type) {
    return """
        {"events":[{"eventId":"%s","email":"%s","type":"%s","properties":{"page":"/example"}}]}"""
        .formatted(eventId, email(batch, lead), type);
  }
}
