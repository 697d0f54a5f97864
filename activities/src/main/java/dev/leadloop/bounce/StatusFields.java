package dev.leadloop.bounce;

import dev.leadloop.bounce.Report.Action;
import dev.leadloop.bounce.Report.Recipient;
import dev.leadloop.mime.AddressHeader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads message/delivery-status (RFC 3464): a group of fields for each recipient, with or without lines between them. */
final class StatusFields {
  private static final String FINAL = "final-recipient";
  private static final String ORIGINAL = "original-recipient";
  /** Servers that report no Diagnostic-Code say it in one of these. */
  private static final List<String> REASONS =
      List.of("diagnostic-code", "x-supplementary-info", "x-smtp-diagnostic", "x-error", "x-notes-diagnostic");

  private static final Set<String> OF_A_RECIPIENT = Set.of(FINAL, ORIGINAL, "action", "status");
  private static final int MOST = 100;
  private static final int LONGEST_VALUE = 2_000;

  private final List<Recipient> recipients = new ArrayList<>();
  private Map<String, String> group = new HashMap<>();
  private String name = "";
  private final StringBuilder value = new StringBuilder();

  private StatusFields() {}

  /** What became of the mail for each recipient; empty where it names none. */
  static List<Recipient> read(String fields) {
    StatusFields reading = new StatusFields();
    fields.lines().forEach(reading::line);
    reading.field();
    reading.recipient();
    return List.copyOf(reading.recipients);
  }

  private void line(String line) {
    if (line.isBlank()) {
      field();
      recipient();
    } else if ((line.charAt(0) == ' ' || line.charAt(0) == '\t') && !name.isEmpty()) {
      value.append(value.length() < LONGEST_VALUE ? " " + line.strip() : "");
    } else {
      field();
      int colon = line.indexOf(':');
      if (colon > 0) {
        name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        value.append(line, colon + 1, Math.min(line.length(), colon + 1 + LONGEST_VALUE));
      }
    }
  }

  private void field() {
    if (!name.isEmpty()) {
      boolean another = group.containsKey(name) && OF_A_RECIPIENT.contains(name);
      if (another) {
        recipient();
      }
      group.putIfAbsent(name, value.toString().strip());
    }
    name = "";
    value.setLength(0);
  }

  private void recipient() {
    boolean ofOne = group.keySet().stream().anyMatch(OF_A_RECIPIENT::contains);
    if (ofOne && recipients.size() < MOST) {
      List<String> addresses = new ArrayList<>(addresses(FINAL));
      addresses.addAll(addresses(ORIGINAL));
      String status = Statuses.first(group.getOrDefault("status", ""));
      recipients.add(new Recipient(addresses, action(status), status, reason()));
    }
    if (ofOne) {
      group = new HashMap<>();
    }
  }

  private List<String> addresses(String field) {
    String said = group.getOrDefault(field, "");
    return AddressHeader.addresses(said.substring(said.indexOf(';') + 1));
  }

  private Action action(String status) {
    return switch (group.getOrDefault("action", "").toLowerCase(Locale.ROOT).split("[^a-z]", 2)[0]) {
      case "failed", "failure", "fail" -> Action.FAILED;
      case "delayed" -> Action.DELAYED;
      case "delivered" -> Action.DELIVERED;
      case "" -> status.startsWith("5") ? Action.FAILED : status.startsWith("4") ? Action.DELAYED : Action.OTHER;
      case String relayedOrUnknown -> Action.OTHER;
    };
  }

  private String reason() {
    StringBuilder said = new StringBuilder();
    for (String field : REASONS) {
      said.append(said.isEmpty() ? "" : " ").append(group.getOrDefault(field, ""));
    }
    return said.toString().strip();
  }
}
