package dev.leadloop.api.admin;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.keys.ApiKeyStore.KeyRow;
import dev.leadloop.keys.KeyHolder;
import dev.leadloop.people.KeyDesk;
import dev.leadloop.security.ApiKeys;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keys for people and systems. */
@RestController
@Tag(name = "Administration")
class KeyController {
  private final KeyDesk keys;

  KeyController(KeyDesk keys) {
    this.keys = keys;
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
  record KeysView(List<KeyView> keys) {}

  /** A key, without what opens anything; {@code label} is what people call it, null where nobody said. */
  @Schema(name = "ApiKeyKeyRow")
  record KeyView(
      String keyId,
      String name,
      String role,
      @Nullable String repId,
      KeyHolder holder,
      Instant createdAt,
      @Nullable Instant revokedAt,
      @Nullable String label) {
    static KeyView of(KeyRow key) {
      return new KeyView(
          key.keyId(), key.name(), key.role(), key.repId(), key.holder(), key.createdAt(), key.revokedAt(), key.label());
    }
  }

  @AlsoAnswers(409)
  @PostMapping("/api/v1/keys")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Make a key",
      description =
          "The key is in this answer alone: only its hash is kept. Histories and the audit call its holder by its name, so a"
              + " name is given once, and never again after its key was revoked; capitals make no other name.")
  ResponseEntity<KeyResponse> make(@Valid @RequestBody KeyRequest asked, Caller caller) {
    ApiKeys.NewKey made = keys.make(new KeyDesk.Asked(asked.name(), asked.role(), asked.repId(), asked.heldBy()), caller);
    return ResponseEntity.status(HttpStatus.CREATED)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(new KeyResponse(made.keyId(), asked.name(), asked.role(), asked.repId(), asked.heldBy(), made.key()));
  }

  @GetMapping("/api/v1/keys")
  @Operation(summary = "List keys", description = "Revoked ones too.")
  KeysView list() {
    return new KeysView(keys.all().stream().map(KeyView::of).toList());
  }

  @DeleteMapping("/api/v1/keys/{keyId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Revoke a key", description = "Takes hold within ten seconds in every process.")
  void revoke(@PathVariable String keyId, Caller caller) {
    keys.revoke(keyId, caller);
  }

  /** What people call a key. */
  @Schema(name = "KeyLabel", example = "{\"label\":\"The old website\"}")
  record LabelRequest(@Nullable @Size(max = 200) @Schema(description = "null takes it away") String label) {}

  @PutMapping("/api/v1/keys/{keyId}/label")
  @Operation(
      summary = "Label a key",
      description = "What people call it. What histories call its holder by is its name, which stays for good.")
  KeyView label(@PathVariable String keyId, @Valid @RequestBody LabelRequest asked, Caller caller) {
    return KeyView.of(keys.label(keyId, asked.label(), caller));
  }
}
