package dev.leadloop.people;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.keys.ApiKeyStore;
import dev.leadloop.keys.ApiKeyStore.KeyRow;
import dev.leadloop.keys.KeyHolder;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.ApiKeys;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.security.console.ConsolePassword;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Makes, labels and revokes keys, each change with its line in the audit. */
@Component
public final class KeyDesk {
  private static final String NAME = "[A-Za-z0-9._-]{1,64}";
  private static final int LONGEST_LABEL = 100;

  private final ApiKeys keys;
  private final ApiKeyStore store;
  private final AuditTrail audit;
  private final Clock clock;

  KeyDesk(ApiKeys keys, ApiKeyStore store, AuditTrail audit, Clock clock) {
    this.keys = keys;
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What a key is to be.
   *
   * @param name what histories call its holder by, for good
   * @param repId the rep of a SALES key; null for any other
   */
  public record Asked(String name, Role role, @Nullable String repId, KeyHolder holder) {}

  /** Every key, the newest first, revoked ones too. */
  public List<KeyRow> all() {
    return store.all();
  }

  /**
   * Makes a key, which is in the answer alone.
   *
   * @throws ProblemException where the name is taken, or a field does not do
   */
  public ApiKeys.NewKey make(Asked asked, Caller by) {
    check(asked);
    try {
      return audit.change(
          by,
          () -> keys.create(asked.name(), asked.role(), asked.repId(), asked.holder()),
          key -> new Note("key_made", "key/" + key.keyId(),
              said(asked.name(), asked.role().name(), asked.repId(), asked.holder())));
    } catch (DuplicateKeyException sameName) {
      throw taken(asked.name());
    } catch (DataIntegrityViolationException noSuchRep) {
      throw FieldError.in("repId", "is not a rep; make the rep first with PUT /api/v1/reps/{repId}");
    }
  }

  private static void check(Asked asked) {
    if (!asked.name().matches(NAME)) {
      throw FieldError.in("name", "may have 1 to 64 letters, digits, dots, dashes");
    }
    if (asked.role() == Role.SALES && asked.repId() == null) {
      throw FieldError.in("repId", "is needed: a SALES key belongs to one rep");
    }
    if (asked.role() != Role.SALES && asked.repId() != null) {
      throw FieldError.in("repId", "belongs to SALES keys alone");
    }
    if (asked.role() == Role.MONITORING && asked.holder() == KeyHolder.PERSON) {
      throw FieldError.in("holder", "is SYSTEM for a MONITORING key, which signs in nowhere");
    }
    if (ConsolePassword.NAME.equalsIgnoreCase(asked.name())) {
      throw taken(asked.name());
    }
  }

  /**
   * Ends a key for good, in every process within ten seconds.
   *
   * @throws ProblemException where there is no unrevoked key of that id
   */
  public KeyRow revoke(String keyId, Caller by) {
    Optional<KeyRow> ended = audit.change(
        by,
        () -> store.revoke(keyId, clock.instant()),
        found -> found
            .map(key -> new Note("key_revoked", "key/" + key.keyId(), said(key.name(), key.role(), key.repId(), key.holder())))
            .orElse(null));
    // Once it is committed: before, another call might have found the key good and remembered it.
    keys.forget();
    return ended.orElseThrow(() -> unknown(keyId));
  }

  /**
   * Changes what people call a key; what histories call its holder by stays.
   *
   * @param label null takes it away
   * @throws ProblemException where there is no unrevoked key of that id, or the label does not do
   */
  public KeyRow label(String keyId, @Nullable String label, Caller by) {
    String text = label == null || label.isBlank() ? null : label.strip();
    if (text != null && (text.length() > LONGEST_LABEL || text.chars().anyMatch(Character::isISOControl))) {
      throw FieldError.in("label", "has more than " + LONGEST_LABEL + " characters, or some that cannot be seen");
    }
    return audit.change(
            by,
            () -> store.label(keyId, text),
            found -> found.map(key -> new Note("key_labelled", "key/" + key.keyId(),
                Map.of("name", key.name(), "label", text == null ? "none" : text))).orElse(null))
        .orElseThrow(() -> unknown(keyId));
  }

  private static Map<String, String> said(String name, String role, @Nullable String repId, KeyHolder holder) {
    Map<String, String> said = new TreeMap<>(Map.of("name", name, "role", role, "holder", holder.name()));
    if (repId != null) {
      said.put("rep", repId);
    }
    return said;
  }

  private static ProblemException unknown(String keyId) {
    return Problem.NOT_FOUND.because("There is no unrevoked key '" + keyId + "'. GET /api/v1/keys lists them.");
  }

  private static ProblemException taken(String name) {
    return Problem.NAME_TAKEN.because(
        "Nothing was made: there is or was a key of the name '" + name + "', and histories call its holder by it. Choose"
            + " another, such as " + name + "-2.");
  }
}
