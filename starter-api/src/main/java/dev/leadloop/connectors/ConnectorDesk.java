package dev.leadloop.connectors;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.connect.Connector;
import dev.leadloop.connect.ConnectorStore;
import dev.leadloop.connect.Connectors;
import dev.leadloop.connect.Connectors.Checked;
import dev.leadloop.connect.Connectors.Preview;
import dev.leadloop.connect.Lines;
import dev.leadloop.connect.WaitingStore;
import dev.leadloop.connect.mapping.InvalidMapping;
import dev.leadloop.connect.vault.Vault;
import dev.leadloop.connect.vendor.Vendor;
import dev.leadloop.connect.vendor.VendorTrouble;
import dev.leadloop.desk.RepStore;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.naming.NearestName;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.worker.RepeatingTasks;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is ordered of connectors; what cannot be done ends the call with what to do instead. */
@Component
public class ConnectorDesk {
  /** The form of an id. */
  public static final String ID = "[a-z][a-z0-9-]{0,39}";

  private static final int LONGEST_SECRET = 4_000;
  private static final int ASIDE_SHOWN = 1_000;

  private final Connectors connectors;
  private final ConnectorStore store;
  private final WaitingStore waiting;
  private final Lines lines;
  private final RepStore reps;
  private final AuditTrail audit;
  private final EmailSettings settings;
  private final RepeatingTasks connectorTask;

  ConnectorDesk(
      Connectors connectors, ConnectorStore store, WaitingStore waiting, Lines lines, RepStore reps, AuditTrail audit,
      EmailSettings settings, RepeatingTasks connectorTask) {
    this.connectors = connectors;
    this.store = store;
    this.waiting = waiting;
    this.lines = lines;
    this.reps = reps;
    this.audit = audit;
    this.settings = settings;
    this.connectorTask = connectorTask;
  }

  /**
   * A connector and how far it is.
   *
   * @param title of its vendor
   * @param confirmed how many leads the other side has
   * @param webhook where the other side calls us
   */
  public record Shown(
      Connector connector, String title, WaitingStore.Counts counts, long confirmed, String webhook) {}

  /** All of them. */
  public List<Shown> all() {
    return store.all().stream().map(this::shown).toList();
  }

  /** The one of that id; ends the call where there is none. */
  public Shown one(String id) {
    return shown(known(id));
  }

  private Connector known(String id) {
    return store.find(id).orElseThrow(() -> Problem.NOT_FOUND.because(
        "There is no connector '" + id + "'. GET /api/v1/connectors lists all; PUT /api/v1/connectors/{id} makes one."));
  }

  private Shown shown(Connector connector) {
    String title = lines.vendor(connector.kind()).map(Vendor::title).orElse(connector.kind());
    return new Shown(
        connector, title, waiting.counts(connector.id()), waiting.confirmed(connector.id()),
        settings.publicUrl() + "/webhooks/connectors/" + connector.id());
  }

  /** The vendors there are. */
  public List<Vendor> vendors() {
    return lines.vendors();
  }

  /** Sets one up, or changes it. */
  public Shown put(String id, String mapping, @Nullable String credential, @Nullable String signing, Caller caller) {
    if (!id.matches(ID)) {
      throw FieldError.in("connectorId", "may have small letters, digits and dashes, and begins with a letter");
    }
    String key = secret("credential", credential);
    String secret = secret("signingSecret", signing);
    Connector before = store.find(id).orElse(null);
    try {
      Connector saved = audit.change(
          caller, () -> connectors.put(id, mapping, key, secret, caller.principal()),
          now -> same(before, now) && key == null && secret == null ? null
              : new Note(before == null ? "connector_made" : "connector_changed", "connector/" + id,
                  Map.of("kind", now.kind(), "credential", key == null ? "as it was" : "given",
                      "mapping", same(before, now) ? "as it was" : "given")));
      connectorTask.wake();
      return shown(saved);
    } catch (InvalidMapping invalid) {
      throw FieldError.in("mapping", "cannot be used: " + String.join("; ", invalid.problems().stream().limit(10)
          .map(InvalidMapping.Problem::toString).toList()));
    }
  }

  private static boolean same(@Nullable Connector before, Connector now) {
    return before != null && before.mapping().equals(now.mapping());
  }

  private @Nullable String secret(String field, @Nullable String given) {
    if (given == null || given.isBlank()) {
      return null;
    }
    String secret = given.strip();
    if (!connectors.canKeepSecrets()) {
      throw FieldError.in(field, "cannot be kept, since nothing seals it: set leadloop.connectors.key to a random text of at"
          + " least " + Vault.SHORTEST_KEY + " characters, the same for every process");
    }
    if (secret.length() > LONGEST_SECRET || !secret.matches("[!-~]+")) {
      throw FieldError.in(field, "must be one line of visible ASCII characters, at most " + LONGEST_SECRET + " of them");
    }
    return secret;
  }

  /** Holds the mapping against the account. */
  public Checked check(String id) {
    Connector connector = known(id);
    return asked(connector, () -> connectors.check(connector, owners()));
  }

  private List<String> owners() {
    return reps.all().stream().filter(rep -> rep.active() && !rep.sample()).map(RepStore.Rep::email).toList();
  }

  /** What the first run would do. */
  public Preview preview(String id) {
    Connector connector = known(id);
    return asked(connector, () -> connectors.preview(connector));
  }

  @FunctionalInterface
  private interface Asking<T> {
    T ask() throws VendorTrouble;
  }

  private <T> T asked(Connector connector, Asking<T> asking) {
    try {
      return asking.ask();
    } catch (VendorTrouble trouble) {
      String title = lines.vendor(connector.kind()).map(Vendor::title).orElse(connector.kind());
      throw Problem.REFUSED.because(switch (trouble.kind()) {
        case CREDENTIAL -> title + " does not take the credential (" + trouble.words() + "). Give another one.";
        case LIMIT -> title + " takes no more calls for a while. Try again in a minute.";
        case AWAY -> title + " does not answer (" + trouble.words()
            + "). Try again, and look at 'server' of the mapping if it stays so.";
        case REFUSED -> title + " refuses this: " + trouble.words();
      });
    } catch (Vault.SealBroken broken) {
      throw Problem.REFUSED.because(String.valueOf(broken.getMessage()));
    }
  }

  /** Begins, or goes on; ends the call where the account does not take the mapping. */
  public Shown start(String id, Caller caller) {
    Checked checked = check(id);
    if (!checked.problems().isEmpty()) {
      throw Problem.REFUSED.because("The account does not take the mapping: "
          + String.join("; ", checked.problems().stream().limit(10).map(InvalidMapping.Problem::toString).toList()));
    }
    steer(id, Connector.State.RUNNING, "connector_started", caller);
    return one(id);
  }

  /** Holds it. */
  public Shown pause(String id, Caller caller) {
    known(id);
    steer(id, Connector.State.PAUSED, "connector_paused", caller);
    return one(id);
  }

  private void steer(String id, Connector.State wanted, String action, Caller caller) {
    Connector.State was = known(id).state();
    audit.change(caller, () -> {
      if (wanted == Connector.State.RUNNING) {
        connectors.start(id);
      } else {
        connectors.pause(id);
      }
      return known(id);
    }, now -> now.state() == was ? null : new Note(action, "connector/" + id, Map.of("kind", now.kind())));
    connectorTask.wake();
  }

  /** Takes it away; what the other side has stays there. */
  public void delete(String id, Caller caller) {
    Connector connector = known(id);
    audit.change(caller, () -> store.delete(id),
        gone -> Boolean.TRUE.equals(gone)
            ? new Note("connector_removed", "connector/" + id, Map.of("kind", connector.kind())) : null);
  }

  /** Leads that the other side did not want. */
  public List<WaitingStore.Aside> aside(String id) {
    return waiting.aside(known(id).id(), ASIDE_SHOWN);
  }

  /** Has them, or the one given, tried again; returns how many. */
  public int again(String id, @Nullable String lead, Caller caller) {
    known(id);
    int again = audit.change(caller, () -> waiting.again(id, lead),
        count -> count == 0 ? null : new Note("connector_tried_again", "connector/" + id, Map.of("leads", count)));
    connectorTask.wake();
    return again;
  }

  /** The preset of a kind; ends the call where there is none. */
  public String preset(String kind) {
    return lines.vendor(kind).map(Vendor::preset).orElseThrow(() -> FieldError.in(
        "kind", NearestName.among(kind, lines.vendors().stream().map(Vendor::kind).toList())));
  }
}
