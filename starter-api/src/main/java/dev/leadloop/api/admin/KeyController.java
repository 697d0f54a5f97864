package dev.leadloop.api.admin;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.keys.ApiKeyStore;
import dev.leadloop.keys.KeyHolder;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.ApiKeys;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.security.console.ConsolePassword;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keys for people and systems. */
@RestController
@Tag(name = "Administration")
class KeyController {
  private final ApiKeys keys;
  private final ApiKeyStore store;
  private final AuditTrail audit;
  private final Clock clock;

  KeyController(ApiKeys keys, ApiKeyStore store, AuditTrail audit, Clock clock) {
    this.keys = keys;
    this.store = store;
    this.audit = audit;
    this.clock = clock;
  }

  /** Asks for a key; the name is what histories show as the key's holder. */
  @Schema(name = "KeyAsked", example = "{\"name\":\"website\",\"role\":\"MARKETING\",\"holder\":\"SYSTEM\"}")
  record KeyRequest(
      @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,64}", message = "may have 1 to 64 letters, digits, dots, dashes")
          String name,
      @NotNull Role role,
      @Nullable @Schema(description = "the rep a SALES key is bound to") String repId,
      @Nullable
          @Schema(
              description = "PERSON, or SYSTEM for a website, an import or another program, which approves of no draft of the"
                  + " policy. Where it is left out, PERSON for a SALES key and SYSTEM for any other")
          KeyHolder holder) {
    KeyHolder heldBy() {
      return holder != null ? holder : role == Role.SALES ? KeyHolder.PERSON : KeyHolder.SYSTEM;
    }
  }

  /** A new key; the key itself is never shown again. */
  @Schema(name = "KeyMade")
  record KeyResponse(String keyId, String name, Role role, @Nullable String repId, KeyHolder holder, String key) {}

  /** All keys, without what opens anything. */
  @Schema(name = "Keys")
  record KeysView(List<ApiKeyStore.KeyRow> keys) {}

  @AlsoAnswers(409)
  @PostMapping("/api/v1/keys")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Make a key",
      description =
          "The key is in this answer alone: only its hash is kept. Histories and the audit call its holder by its name, so a"
              + " name is given once, and never again after its key was revoked; capitals make no other name.")
  ResponseEntity<KeyResponse> make(@Valid @RequestBody KeyRequest asked, Caller caller) {
    if (asked.role() == Role.SALES && asked.repId() == null) {
      throw FieldError.in("repId", "is needed: a SALES key belongs to one rep");
    }
    if (asked.role() != Role.SALES && asked.repId() != null) {
      throw FieldError.in("repId", "belongs to SALES keys alone");
    }
    if (asked.role() == Role.MONITORING && asked.heldBy() == KeyHolder.PERSON) {
      throw FieldError.in("holder", "is SYSTEM for a MONITORING key, which signs in nowhere");
    }
    if (ConsolePassword.NAME.equalsIgnoreCase(asked.name())) {
      throw taken(asked.name());
    }
    try {
      ApiKeys.NewKey made =
          audit.change(
              caller,
              () -> keys.create(asked.name(), asked.role(), asked.repId(), asked.heldBy()),
              key -> new Note("key_made", "key/" + key.keyId(),
                  said(asked.name(), asked.role().name(), asked.repId(), asked.heldBy())));
      return ResponseEntity.status(HttpStatus.CREATED)
          .header(HttpHeaders.CACHE_CONTROL, "no-store")
          .body(new KeyResponse(made.keyId(), asked.name(), asked.role(), asked.repId(), asked.heldBy(), made.key()));
    } catch (DuplicateKeyException sameName) {
      throw taken(asked.name());
    } catch (DataIntegrityViolationException noSuchRep) {
      throw FieldError.in("repId", "is not a rep; make the rep first with PUT /api/v1/reps/{repId}");
    }
  }

  @GetMapping("/api/v1/keys")
  @Operation(summary = "List keys", description = "Revoked ones too.")
  KeysView list() {
    return new KeysView(store.all());
  }

  @DeleteMapping("/api/v1/keys/{keyId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Revoke a key", description = "Takes hold within ten seconds in every process.")
  void revoke(@PathVariable String keyId, Caller caller) {
    Optional<ApiKeyStore.KeyRow> ended =
        audit.change(
            caller,
            () -> store.revoke(keyId, clock.instant()),
            found ->
                found
                    .map(key -> new Note("key_revoked", "key/" + key.keyId(),
                        said(key.name(), key.role(), key.repId(), key.holder())))
                    .orElse(null));
    // Once it is committed: before, another call might have found the key good and remembered it.
    keys.forget();
    if (ended.isEmpty()) {
      throw Problem.NOT_FOUND.because("There is no unrevoked key '" + keyId + "'. GET /api/v1/keys lists them.");
    }
  }

  private static Map<String, String> said(String name, String role, @Nullable String repId, KeyHolder holder) {
    return repId == null
        ? Map.of("name", name, "role", role, "holder", holder.name())
        : Map.of("name", name, "role", role, "holder", holder.name(), "rep", repId);
  }

  private static ProblemException taken(String name) {
    return Problem.NAME_TAKEN.because(
        "Nothing was made: there is or was a key of the name '" + name + "', and histories call its holder by it. Choose"
            + " another, such as " + name + "-2.");
  }
}
