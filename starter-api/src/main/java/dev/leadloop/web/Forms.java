package dev.leadloop.web;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.intake.warning.IntakeWarnings;
import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import dev.leadloop.intake.warning.NamesInForce;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.web.FormStore.Saved;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The hosted forms there are: those that people built, and those of the settings. A form that was built takes the place of one of
 * the settings with the same id; every change is a version of its own.
 */
@Component
public class Forms {
  private final WebSettings settings;
  private final FormStore store;
  private final FormRules rules;
  private final NamesInForce names;
  private final AuditTrail audit;
  private final JsonMapper json;
  private final InstantSource clock;

  Forms(
      WebSettings settings, FormStore store, FormRules rules, NamesInForce names, AuditTrail audit, JsonMapper json,
      InstantSource clock) {
    this.settings = settings;
    this.store = store;
    this.rules = rules;
    this.names = names;
    this.audit = audit;
    this.json = json;
    this.clock = clock;
  }

  /**
   * A form with who saved it.
   *
   * @param savedAt null where it stands in the settings, as {@code savedBy} is
   */
  public record Version(HostedForm form, @Nullable Instant savedAt, @Nullable String savedBy) {}

  /** Every form as it stands, by id. */
  public List<Version> all() {
    Map<String, Version> all = new TreeMap<>();
    settings.forms().forEach((id, form) -> all.put(id, new Version(HostedForm.of(id, form), null, null)));
    store.newest().forEach(saved -> all.put(saved.id(), version(saved)));
    return List.copyOf(all.values());
  }

  /** The form as it stands; empty where there is none of that id. */
  public Optional<HostedForm> find(String id) {
    return find(id, null);
  }

  /**
   * The form as it stood in that version; empty where there is none.
   *
   * @param version 0 for the settings'; null for the form as it stands
   */
  Optional<HostedForm> find(String id, @Nullable Integer version) {
    Optional<HostedForm> configured = Optional.ofNullable(settings.forms().get(id)).map(form -> HostedForm.of(id, form));
    return version != null && version == 0
        ? configured
        : store.find(id, version).map(saved -> version(saved).form()).or(() -> version == null ? configured : Optional.empty());
  }

  /**
   * Every version of a form, the newest first, and last what the settings say.
   *
   * @throws ProblemException where there is no such form
   */
  public List<Version> versions(String id) {
    List<Version> versions = new ArrayList<>(store.versions(id).stream().map(this::version).toList());
    Optional.ofNullable(settings.forms().get(id))
        .ifPresent(form -> versions.add(new Version(HostedForm.of(id, form), null, null)));
    if (versions.isEmpty()) {
      throw Problem.NOT_FOUND.because("There is no form '" + id + "'. Those there are stand under Forms.");
    }
    return versions;
  }

  /**
   * Saves a form as its next version, for visitors from now on; the same as it stands is no version.
   *
   * @param seen the version that was looked at; null to save over whichever there is
   * @throws ProblemException where a field does not do, or somebody saved another version since
   */
  public HostedForm save(HostedForm asked, @Nullable Integer seen, Caller by) {
    HostedForm form = rules.checked(asked);
    HostedForm before = find(form.id()).orElse(null);
    int standing = before == null ? 0 : before.version();
    if (seen != null && seen != standing) {
      throw changedMeanwhile(form.id());
    }
    if (before != null && before.as(0).equals(form.as(0))) {
      return before;
    }
    HostedForm next = form.as(standing + 1);
    boolean saved = audit.change(
        by,
        () -> store.save(new Saved(next.id(), next.version(), json.writeValueAsString(next), clock.instant(),
            by.principal().toString())),
        done -> done
            ? new Note(before == null ? "form_made" : "form_changed", "form/" + next.id(),
                Map.of("version", next.version(), "changed", FormChanges.between(before, next)))
            : null);
    if (!saved) {
      throw changedMeanwhile(form.id());
    }
    return next;
  }

  /**
   * Makes a form of a few fields to begin with, under an id made of its title.
   *
   * @throws ProblemException where the title does not do, or there is a form of that id
   */
  public HostedForm make(String title, Caller by) {
    StringBuilder id = new StringBuilder();
    title.strip().toLowerCase(Locale.ROOT).chars().limit(50).forEach(c -> {
      if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
        id.append((char) c);
      } else if (!id.isEmpty() && id.charAt(id.length() - 1) != '-') {
        id.append('-');
      }
    });
    while (!id.isEmpty() && id.charAt(id.length() - 1) == '-') {
      id.setLength(id.length() - 1);
    }
    String called = id.isEmpty() ? "form" : id.toString();
    if (find(called).isPresent()) {
      throw FieldError.in("title", "makes the address /f/" + called + ", which another form has; choose another");
    }
    return save(HostedForm.begun(called, title), null, by);
  }

  /** What of the form counts for nothing by the policy in force. */
  public List<Warning> warnings(HostedForm form) {
    return names.warnings(known -> warnings("", form, known));
  }

  static List<Warning> warnings(String before, HostedForm form, PolicyNames known) {
    List<Warning> warnings = new ArrayList<>();
    IntakeWarnings.signalType(before + "signal", form.counting().signal(), known).ifPresent(warnings::add);
    Set<String> asked = form.fields().stream().filter(HostedForm.Field::question)
        .map(field -> field.name().substring(HostedForm.ANSWERS.length())).collect(Collectors.toSet());
    for (HostedForm.Field field : form.fields()) {
      if (field.question()) {
        String name = field.name().substring(HostedForm.ANSWERS.length());
        IntakeWarnings.answerName(before + "questions." + name, field.label(), name, asked, known).ifPresent(warnings::add);
      }
    }
    return warnings;
  }

  private static ProblemException changedMeanwhile(String id) {
    return Problem.REFUSED.because(
        "Nothing was saved: somebody has saved another version of the form " + id + " meanwhile. Look at it as it is now.");
  }

  private Version version(Saved saved) {
    HostedForm form = json.readValue(saved.form(), HostedForm.class);
    return new Version(form, saved.savedAt(), saved.savedBy());
  }
}
