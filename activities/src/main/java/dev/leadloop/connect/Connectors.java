package dev.leadloop.connect;

import dev.leadloop.connect.Connector.State;
import dev.leadloop.connect.mapping.Direction;
import dev.leadloop.connect.mapping.FieldRule;
import dev.leadloop.connect.mapping.InvalidMapping;
import dev.leadloop.connect.mapping.LeadFacts;
import dev.leadloop.connect.mapping.Mapping;
import dev.leadloop.connect.mapping.Mode;
import dev.leadloop.connect.vault.Vault;
import dev.leadloop.connect.vendor.Told;
import dev.leadloop.connect.vendor.Vendor;
import dev.leadloop.connect.vendor.Vendor.Field;
import dev.leadloop.connect.vendor.VendorTrouble;
import dev.leadloop.lead.Principal;
import dev.leadloop.naming.NearestName;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people do with connectors: set them up, look before the first run, begin, hold, and try again what was set aside. */
public final class Connectors {
  private static final int LOOKED_AT = 500;

  private final ConnectorStore store;
  private final WaitingStore waiting;
  private final Lines lines;
  private final Vault vault;
  private final InstantSource clock;

  Connectors(ConnectorStore store, WaitingStore waiting, Lines lines, Vault vault, InstantSource clock) {
    this.store = store;
    this.waiting = waiting;
    this.lines = lines;
    this.vault = vault;
    this.clock = clock;
  }

  /** Whether credentials can be kept. */
  public boolean canKeepSecrets() {
    return vault.ready();
  }

  /**
   * Sets a connector up, or changes it. A mapping is checked by its form; {@link #check} looks at the account as well.
   *
   * @param credential null leaves the one there is
   * @param signing what their webhooks are signed with; null leaves the one there is
   * @throws InvalidMapping with all that is wrong
   */
  public Connector put(String id, String yaml, @Nullable String credential, @Nullable String signing, Principal by) {
    Mapping mapping = lines.mapping(yaml);
    store.save(
        id, mapping.kind(), yaml, credential == null ? null : vault.seal(Lines.credentialOf(id), credential),
        signing == null ? null : vault.seal(Lines.signingOf(id), signing), clock.instant(), by.toString());
    lines.forget(id);
    return store.find(id).orElseThrow();
  }

  /**
   * What the account says of the mapping.
   *
   * @param dropped fields that are left out, since the account does not have them
   * @param problems what must be put right
   * @param unknownUsers addresses of reps that nobody has over there
   */
  public record Checked(List<String> dropped, List<InvalidMapping.Problem> problems, List<String> unknownUsers) {}

  /**
   * Holds the mapping against the account, and remembers which fields are left out.
   *
   * @param owners addresses of the reps who own leads
   * @throws VendorTrouble where the account cannot be read
   */
  public Checked check(Connector connector, List<String> owners) throws VendorTrouble {
    Line line = lines.open(connector);
    Mapping whole = lines.mapping(connector.mapping());
    Optional<List<Field>> found = line.vendor().fields(line.calls(), line.mapping());
    Set<String> dropped = new LinkedHashSet<>();
    List<InvalidMapping.Problem> problems = new ArrayList<>();
    if (found.isPresent()) {
      Map<String, Field> fields = found.get().stream().collect(Collectors.toMap(Field::name, field -> field, (one, two) -> one));
      for (FieldRule rule : whole.fields()) {
        Field field = fields.get(rule.theirs());
        if (rule.direction() == Direction.NONE) {
          continue;
        }
        if (field == null && rule.optional()) {
          dropped.add(rule.theirs());
        } else if (field == null) {
          problems.add(problem(rule, "the account has no field '" + rule.theirs() + "'; "
              + NearestName.to(rule.theirs(), fields.keySet()).map(near -> "did you mean '" + near + "'?")
                  .orElse("create it there, or write 'optional: true'")));
        } else if (rule.direction().tells()) {
          check(line.mapping(), rule, field, problems);
        }
      }
    }
    store.dropped(connector.id(), dropped);
    List<String> unknown = line.users().isEmpty() ? List.of() : owners.stream()
        .filter(owner -> !line.users().containsKey(line.mapping().theirAddress(owner))).sorted().toList();
    return new Checked(List.copyOf(dropped), problems, unknown);
  }

  private static void check(Mapping mapping, FieldRule rule, Field field, List<InvalidMapping.Problem> problems) {
    if (field.readOnly()) {
      problems.add(problem(rule, "'" + rule.theirs() + "' cannot be written there; write 'direction: theirs' or 'none'"));
    }
    Map<String, String> values = switch (rule.ours()) {
      case LeadFacts.STAGE -> mapping.stages();
      case LeadFacts.STATUS -> mapping.statuses();
      default -> Map.of();
    };
    if (!field.options().isEmpty()) {
      values.forEach((stage, value) -> {
        if (!field.options().contains(value)) {
          problems.add(problem(rule, "'" + rule.theirs() + "' does not take '" + value + "' for " + stage + "; "
              + NearestName.to(value, field.options()).map(near -> "did you mean '" + near + "'?")
                  .orElse("it takes " + String.join(", ", field.options()))));
        }
      });
    }
  }

  private static InvalidMapping.Problem problem(FieldRule rule, String message) {
    return new InvalidMapping.Problem(rule.line(), message);
  }

  /**
   * What the first run would do.
   *
   * @param leads how many there are
   * @param lookedAt how many of them were looked at, the newest first
   * @param created how many of those would be created
   * @param changed how many are there and would be changed
   * @param left how many would be left as they are
   * @param examples some changes, for people to read
   */
  public record Preview(long leads, int lookedAt, int created, int changed, int left, List<String> examples) {}

  /** Looks without changing anything. */
  public Preview preview(Connector connector) throws VendorTrouble {
    Line line = lines.open(connector);
    List<WaitingLead> sample = waiting.sample(LOOKED_AT);
    int created = 0;
    int changed = 0;
    int left = 0;
    List<String> examples = new ArrayList<>();
    int batch = line.vendor().pace().batch();
    for (int from = 0; from < sample.size(); from += batch) {
      List<WaitingLead> part = sample.subList(from, Math.min(sample.size(), from + batch));
      Map<String, Told> there = there(line, part);
      for (WaitingLead lead : part) {
        String address = lead.facts().get(LeadFacts.EMAIL);
        Told record = address == null ? null : there.get(address.toLowerCase(Locale.ROOT));
        Map<String, String> wanted = line.wanted(lead);
        if (address == null || record == null && line.mapping().mode() == Mode.ENRICH) {
          left++;
        } else if (record == null) {
          created++;
        } else if (differing(wanted, record).isEmpty()) {
          left++;
        } else {
          changed++;
          if (examples.size() < 10) {
            examples.add(lead.leadId() + ": " + String.join(", ", differing(wanted, record)));
          }
        }
      }
    }
    return new Preview(waiting.leads(), sample.size(), created, changed, left, examples);
  }

  private static Map<String, Told> there(Line line, List<WaitingLead> leads) throws VendorTrouble {
    List<String> addresses = leads.stream().map(lead -> lead.facts().get(LeadFacts.EMAIL)).filter(java.util.Objects::nonNull)
        .map(address -> address.toLowerCase(Locale.ROOT)).distinct().toList();
    Map<String, Told> there = new HashMap<>();
    if (!addresses.isEmpty()) {
      for (Told told : line.vendor().find(line.calls(), line.mapping(), addresses)) {
        there.put(String.valueOf(told.address()).toLowerCase(Locale.ROOT), told);
      }
    }
    return there;
  }

  private static List<String> differing(Map<String, String> wanted, Told record) {
    List<String> differing = new ArrayList<>();
    wanted.forEach((field, value) -> {
      String there = record.fields().getOrDefault(field, "");
      if (!value.equals(there)) {
        differing.add(field + " '" + there + "' becomes '" + value + "'");
      }
    });
    return differing;
  }

  /** Begins, or goes on: every lead is written unless it is there already, and then whatever changes. */
  public void start(String id) {
    store.state(id, State.RUNNING);
  }

  /** Holds it; what changes meanwhile waits. One that has not begun stays so. */
  public void pause(String id) {
    store.find(id).filter(connector -> connector.state() == State.RUNNING).ifPresent(one -> store.state(id, State.PAUSED));
  }

  /** Why a call of theirs is not taken; empty where it is. */
  public Optional<String> refused(Connector connector, Vendor.Signed call) {
    String sealed = connector.sealed().signing();
    Vendor vendor = lines.vendor(connector.kind()).orElse(null);
    if (sealed == null || vendor == null) {
      return Optional.of("connector '" + connector.id() + "' has no signing secret; an administrator gives it one");
    }
    return vendor.unsigned(vault.open(Lines.signingOf(connector.id()), sealed), call, clock.instant());
  }
}
