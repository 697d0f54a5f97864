package dev.leadloop.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** The fields a hosted form may have, with what stands beside them. */
final class FormFields {
  static final Map<String, String> LABELS = labels();

  private FormFields() {}

  private static Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("email", "E-mail");
    labels.put("firstName", "First name");
    labels.put("lastName", "Last name");
    labels.put("company", "Company");
    labels.put("title", "Job title");
    labels.put("companySize", "People at your company");
    labels.put("industry", "Industry");
    labels.put("country", "Country");
    return java.util.Collections.unmodifiableMap(labels);
  }

  /** What a browser may fill in by itself. */
  static String autocomplete(String field) {
    return switch (field) {
      case "email" -> "email";
      case "firstName" -> "given-name";
      case "lastName" -> "family-name";
      case "company" -> "organization";
      case "title" -> "organization-title";
      case "country" -> "country-name";
      default -> "on";
    };
  }

  static String type(String field) {
    return switch (field) {
      case "email" -> "email";
      case "companySize" -> "number";
      default -> "text";
    };
  }
}
