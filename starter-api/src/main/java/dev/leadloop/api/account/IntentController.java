package dev.leadloop.api.account;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.imports.mapping.Dates;
import dev.leadloop.intent.IntentFile;
import dev.leadloop.intent.IntentFileStore;
import dev.leadloop.intent.IntentRefused;
import dev.leadloop.intent.IntentTally;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.text.IntakeLimits;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What third parties tell of companies comes in here. */
@RestController
@Tag(name = "Accounts")
class IntentController {
  private static final String PATH = "/api/v1/accounts/intent";
  private static final String FILES = PATH + "/files";
  private static final int NEWEST = 100;
  private static final int LONGEST_NAME = 200;

  private final ToldIntent told;
  private final IntentFile file;
  private final IntentFileStore files;
  private final AuditTrail audit;
  private final InstantSource clock;

  IntentController(ToldIntent told, IntentFile file, IntentFileStore files, AuditTrail audit, InstantSource clock) {
    this.told = told;
    this.file = file;
    this.files = files;
    this.audit = audit;
    this.clock = clock;
  }

  /** The newest files. */
  @Schema(name = "IntentFiles")
  record IntentFilesView(List<IntentFileView> files) {}

  @PostMapping(PATH)
  @Operation(
      summary = "Tell what companies read up on",
      description =
          "Up to 1,000 surges, each with a verdict: new, updated, same, older or invalid. It needs no lead: a company nobody"
              + " knew becomes an account. The same topic of the same source again updates it, and older news never replaces"
              + " newer. 200 means that all are stored for good; 207 that those with the verdict invalid are not. Warnings name a"
              + " topic that no rule for accounts reads, and a time in the future or before 2000.",
      responses = {
        @ApiResponse(responseCode = "200", description = "All are in"),
        @ApiResponse(responseCode = "207", description = "The good ones are in; 'surges' says of the others why not")
      })
  ResponseEntity<IntentResponse> tell(@Valid @RequestBody IntentRequest request) {
    IntentResponse response = IntentResponse.of(told.take(request.surges()));
    return ResponseEntity.status(response.refused() == 0 ? HttpStatus.OK : HttpStatus.MULTI_STATUS).body(response);
  }

  @PostMapping(path = FILES, consumes = "text/csv")
  @Operation(
      summary = "Import a file of intent",
      description =
          "A CSV body as vendors export it: with a header that names the columns domain or company, topic, score and, if there"
              + " are such, date and source; or without one, where 'columns' says what they are or it is a Bombora file. The same"
              + " file again changes nothing. 200 means that every row is in; 207 that the good rows are in and which others"
              + " are not, by line. While a long file is read, GET /api/v1/accounts/intent/files tells how far.",
      responses = {
        @ApiResponse(responseCode = "200", description = "Every row is in"),
        @ApiResponse(responseCode = "207", description = "The good rows are in; 'faults' names the others by line")
      },
      requestBody =
          @io.swagger.v3.oas.annotations.parameters.RequestBody(
              required = true,
              content = @Content(mediaType = "text/csv", schema = @Schema(types = "string"))))
  ResponseEntity<IntentFileResponse> take(
      HttpServletRequest request,
      @RequestParam(defaultValue = "bombora")
          @Pattern(regexp = IntakeLimits.SYSTEM_FORM, message = IntakeLimits.SYSTEM_HINT)
          @Size(max = IntakeLimits.SYSTEM) String source,
      @RequestParam(required = false) @Size(max = 2_000) @Nullable String columns,
      @RequestParam(required = false) @Size(max = 40) @Nullable String date,
      @RequestParam(required = false) @Size(max = 100) @Nullable String dateFormat,
      @RequestParam(defaultValue = "body.csv") String name,
      Caller caller)
      throws IOException {
    if (dateFormat != null) {
      Dates.faultOf(dateFormat).ifPresent(fault -> {
        throw FieldError.in("dateFormat", fault);
      });
    }
    Charset charset = MediaType.parseMediaType(request.getContentType()).getCharset();
    IntentFile.Asked asked =
        new IntentFile.Asked(
            ShortText.of(name, LONGEST_NAME), source.toLowerCase(Locale.ROOT), columns, day(date), dateFormat,
            charset == null ? null : charset.name());
    try {
      IntentTally.Taken taken = file.read(request.getInputStream(), asked, caller.principal());
      audit.say(caller, new Note("intent_imported", "intent-file/" + taken.file().fileId(),
          Map.of("source", asked.source(), "rows", taken.file().counts().rows(), "failed", taken.file().counts().failed())));
      return ResponseEntity.status(taken.file().counts().failed() == 0 ? HttpStatus.OK : HttpStatus.MULTI_STATUS)
          .body(IntentFileResponse.of(taken));
    } catch (IntentRefused refused) {
      throw Problem.INVALID.because(String.valueOf(refused.getMessage()));
    }
  }

  @GetMapping(FILES)
  @Operation(summary = "List files of intent", description = "The newest hundred, with how far each is read.")
  IntentFilesView list() {
    return new IntentFilesView(files.newest(NEWEST).stream().map(IntentFileView::of).toList());
  }

  @GetMapping(FILES + "/{fileId}")
  @Operation(summary = "Show a file of intent", description = "Counts so far; it is all read once finishedAt is there.")
  IntentFileView show(@PathVariable String fileId) {
    return files.find(fileId).map(IntentFileView::of).orElseThrow(() -> Problem.NOT_FOUND.because(
        "There is no such file of intent. GET " + FILES + " lists the newest."));
  }

  /** Of rows without a date: a day, or a time; none that has not come yet. */
  private @Nullable Instant day(@Nullable String date) {
    if (date == null) {
      return null;
    }
    try {
      Instant at = Dates.parse(date.strip(), null, ZoneOffset.UTC).instant();
      if (at.isAfter(clock.instant()) || !IntakeLimits.plausible(at)) {
        throw FieldError.in("date", "lies in the future or before 1990; give the day of what the file tells");
      }
      return at;
    } catch (DateTimeException notADate) {
      throw FieldError.in("date", "is not a day such as 2026-03-02 or a time such as 2026-03-02T09:30:00Z");
    }
  }
}
