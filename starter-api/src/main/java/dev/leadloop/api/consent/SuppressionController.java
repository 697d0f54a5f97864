package dev.leadloop.api.consent;

import dev.leadloop.consent.SuppressionFile;
import dev.leadloop.consent.SuppressionReadStore;
import dev.leadloop.consent.SuppressionReadStore.Filter;
import dev.leadloop.consent.SuppressionReadStore.Place;
import dev.leadloop.consent.SuppressionReadStore.SuppressedAddress;
import dev.leadloop.consent.SuppressionReason;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.finding.Span;
import dev.leadloop.lead.Principal;
import dev.leadloop.naming.NearestName;
import dev.leadloop.person.AddressDesk;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.text.AddressFault;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The addresses that get no mail: shown, exported, added to, and lifted by a named person alone. */
@RestController
@Tag(name = "Suppressions")
class SuppressionController {
  private static final String PATH = "/api/v1/suppressions";

  private final SuppressionReadStore reads;
  private final AddressDesk addresses;
  private final SuppressionFile file;
  private final Clock clock;

  SuppressionController(
      SuppressionReadStore reads,
      AddressDesk addresses,
      SuppressionFile file,
      Clock clock) {
    this.reads = reads;
    this.addresses = addresses;
    this.file = file;
    this.clock = clock;
  }

  /**
   * One page.
   *
   * @param next the `after` of the page behind it; null on the last
   */
  @Schema(name = "SuppressionPage")
  record SuppressionsView(List<SuppressedAddress> suppressions, @Nullable String next) {}

  /** An address to suppress. */
  @Schema(name = "SuppressionAdding", example = "{\"email\":\"dana@acme.example\",\"reason\":\"asked_by_phone\"}")
  record SuppressRequest(
      @NotNull @Size(max = 254) String email,
      @NotNull @Pattern(regexp = SuppressionFile.REASON, message = SuppressionFile.REASON_HINT) String reason) {}

  /** An address to be mailed again, and why. */
  @Schema(
      name = "SuppressionLifting",
      example = "{\"email\":\"dana@acme.example\",\"reason\":\"Asked for it by phone on 2 March.\"}")
  record LiftRequest(@NotNull @Size(max = 254) String email, @NotBlank @Size(max = 500) String reason) {}

  /** Whether anything was changed. */
  @Schema(name = "SuppressionDone")
  record SuppressionResponse(String email, boolean changed) {}

  @GetMapping(PATH)
  @Operation(
      summary = "List suppressed addresses",
      description = "With reason, since when and by whom, the newest first; `by` is written as in the list, such as person:lead.")
  SuppressionsView list(
      @RequestParam(required = false) @Size(max = 254) @Nullable String email,
      @RequestParam(required = false) @Size(max = 200) @Nullable String reason,
      @RequestParam(required = false) @Size(max = 100) @Nullable String by,
      @RequestParam(required = false) @Nullable String since,
      @RequestParam(required = false) @Size(max = 300) @Nullable String after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
    Instant from = Span.since("since", since, clock.instant());
    List<SuppressedAddress> found = reads.list(new Filter(key(email), reason, who(by), from, place(after), limit + 1));
    if (found.isEmpty()) {
      meant(reason);
    }
    boolean more = found.size() > limit;
    List<SuppressedAddress> page = more ? found.subList(0, limit) : found;
    return new SuppressionsView(page, more ? page.getLast().place().text() : null);
  }

  @GetMapping(PATH + ".csv")
  @Operation(
      summary = "Export suppressed addresses",
      description = "The same list as CSV, whole, with the same filters.")
  void export(
      @RequestParam(required = false) @Size(max = 254) @Nullable String email,
      @RequestParam(required = false) @Size(max = 200) @Nullable String reason,
      @RequestParam(required = false) @Size(max = 100) @Nullable String by,
      @RequestParam(required = false) @Nullable String since,
      HttpServletResponse response)
      throws IOException {
    Filter filter = new Filter(key(email), reason, who(by), Span.since("since", since, clock.instant()), null, 1);
    if (reads.list(filter).isEmpty()) {
      meant(reason);
    }
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"suppressions.csv\"");
    Writer writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
    file.write(filter, writer);
    writer.flush();
  }

  @PostMapping(PATH)
  @Operation(
      summary = "Suppress an address",
      description = "No mail to it begins to be sent once this is answered. One that is suppressed already keeps its reason.")
  SuppressionResponse add(@Valid @RequestBody SuppressRequest adding, Caller caller) {
    String key = required(adding.email());
    return new SuppressionResponse(key, addresses.suppress(key, adding.reason(), caller));
  }

  @PostMapping(path = PATH + "/import", consumes = "text/csv")
  @Operation(
      summary = "Import suppressed addresses",
      description =
          "A CSV body with a header: column 'email', and 'reason' if there is one. It only ever adds; nothing is lifted, and"
              + " what is suppressed already keeps its reason. The same file again changes nothing. 200 means that every row is"
              + " in; 207 that the good rows are in and which others are not, by line.",
      responses = {
        @ApiResponse(responseCode = "200", description = "Every row is in"),
        @ApiResponse(responseCode = "207", description = "The good rows are in; faults names the others by line")
      },
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true, content = @Content(mediaType = "text/csv", schema = @Schema(types = "string"))))
  ResponseEntity<SuppressionFileResponse> take(
      HttpServletRequest request,
      @RequestParam(defaultValue = "imported")
          @Pattern(regexp = SuppressionFile.REASON, message = SuppressionFile.REASON_HINT) String reason,
      Caller caller)
      throws IOException {
    try {
      Charset charset = MediaType.parseMediaType(request.getContentType()).getCharset();
      SuppressionFile.Imported imported =
          addresses.suppressAll(request.getInputStream(), charset == null ? null : charset.name(), reason, caller);
      return ResponseEntity.status(imported.failed() == 0 ? HttpStatus.OK : HttpStatus.MULTI_STATUS)
          .body(SuppressionFileResponse.of(imported));
    } catch (SuppressionFile.Unreadable unreadable) {
      throw Problem.MALFORMED.because(String.valueOf(unreadable.getMessage()));
    }
  }

  @PostMapping(PATH + "/lift")
  @Operation(
      summary = "Allow mail to an address again",
      description = "Only a named person does this, by a key of their own, and says why; both stay on record.")
  SuppressionResponse lift(@Valid @RequestBody LiftRequest lifting, Caller caller) {
    String key = required(lifting.email());
    return new SuppressionResponse(key, addresses.lift(key, lifting.reason(), caller));
  }

  private static @Nullable String who(@Nullable String by) {
    if (by == null) {
      return null;
    }
    List<String> kinds = Arrays.stream(Principal.Kind.values()).map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList();
    String kind = by.substring(0, Math.max(by.indexOf(':'), 0));
    if (!kinds.contains(kind)) {
      String nearest = NearestName.to(kind, kinds).map(found -> "did you mean '" + found + by.substring(kind.length()) + "'? ")
          .orElse("");
      throw FieldError.in("by",
          "is not written like marketing:name; " + nearest + "what stands before the colon is one of " + kinds);
    }
    return by;
  }

  private static @Nullable String key(@Nullable String email) {
    return email == null ? null : required(email);
  }

  private static String required(String email) {
    return EmailAddresses.normalise(email)
        .orElseThrow(() -> FieldError.in("email", AddressFault.of(email)));
  }

  /** A reason is any word; one that nobody has, and that is nearly one that somebody has, is misspelt. */
  private void meant(@Nullable String reason) {
    if (reason != null) {
      Set<String> known = new TreeSet<>(SuppressionReason.ours());
      known.addAll(reads.reasons());
      if (!known.contains(reason)) {
        NearestName.to(reason, known).ifPresent(nearest -> {
          throw FieldError.in("reason", "is no reason that any address has; did you mean '" + nearest + "'?");
        });
      }
    }
  }

  private static @Nullable Place place(@Nullable String after) {
    return after == null ? null : Place.of(after).orElseThrow(() -> FieldError.in("after", "is not the 'next' of a page"));
  }
}
