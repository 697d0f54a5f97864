package dev.leadloop.imports;

import dev.leadloop.imports.ImportWarningStore.Gathered;
import dev.leadloop.imports.mapping.ImportJob;
import dev.leadloop.imports.mapping.ImportRefused;
import dev.leadloop.intake.warning.NamesInForce;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.naming.NearestName;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.worker.RepeatingTasks;
import dev.leadloop.worker.temporal.TemporalUi;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Files of leads, in by HTTP; what happens to them, and what could not be taken. */
@RestController
@Tag(name = "Imports")
class ImportController {
  private static final String PATH = "/api/v1/imports";
  private static final List<String> PARTS = List.of("file", "mapping", "charset");
  private static final int NEWEST = 100;

  /** As any other JSON that is sent; hundreds of columns take a hundredth of it. */
  private static final int MOST_BYTES_OF_MAPPING = 2 * 1024 * 1024;

  private final ImportStaging staging;
  private final ImportStore store;
  private final ImportErrors errors;
  private final ImportRemarks remarks;
  private final ImportWarningStore warnings;
  private final NamesInForce names;
  private final Measuring measuring;
  private final RepeatingTasks importTask;
  private final TemporalUi ui;

  ImportController(
      ImportStaging staging,
      ImportStore store,
      ImportErrors errors,
      ImportRemarks remarks,
      ImportWarningStore warnings,
      NamesInForce names,
      Measuring measuring,
      RepeatingTasks importTask,
      TemporalUi ui) {
    this.staging = staging;
    this.store = store;
    this.errors = errors;
    this.remarks = remarks;
    this.warnings = warnings;
    this.names = names;
    this.measuring = measuring;
    this.importTask = importTask;
    this.ui = ui;
  }

  /** The newest imports. */
  @Schema(name = "Imports")
  record ImportsView(List<ImportView> imports) {}

  @PostMapping(path = PATH, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Import a CSV file of leads",
      description = "Parts: 'file' (CSV with a header), 'mapping' (JSON: which column means what) and, where the file is not"
          + " UTF-8, 'charset'. Answered once every row is stored; the rows then come in by a durable workflow.",
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                    schema = @Schema(types = "object", requiredProperties = {"file", "mapping"})),
                @Content(mediaType = "text/csv", schema = @Schema(types = "string"))
              }))
  ResponseEntity<ImportView> form(MultipartHttpServletRequest form, Caller caller) throws IOException {
    checkParts(form);
    MultipartFile file = form.getFile("file");
    if (file == null) {
      throw Problem.MALFORMED.because("Send the CSV as the part 'file', such as curl -F file=@leads.csv.");
    }
    try (InputStream content = file.getInputStream()) {
      return stage(content, form.getParameter("charset"), file.getOriginalFilename(), mapping(form), caller);
    }
  }

  @PostMapping(path = PATH, consumes = "text/csv")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Import leads from a CSV body",
      description = "The same with the CSV as the body, the mapping as a parameter, and the charset in Content-Type.")
  ResponseEntity<ImportView> body(
      HttpServletRequest request,
      @RequestParam String mapping,
      @RequestParam(required = false) @Nullable String charset,
      @RequestParam(defaultValue = "body.csv") String name,
      Caller caller) throws IOException {
    Charset told = MediaType.parseMediaType(request.getContentType()).getCharset();
    return stage(
        request.getInputStream(), charset == null && told != null ? told.name() : charset, name, mapping, caller);
  }

  @GetMapping(PATH)
  @Operation(summary = "List imports", description = "The newest hundred.")
  ImportsView list() {
    PolicyNames read = names.newest();
    return new ImportsView(store.newest(NEWEST).stream()
        .map(job -> ImportView.of(job, MappingWarnings.of(job, read, measuring.zone()), Gathered.NONE, ui)).toList());
  }

  @GetMapping(PATH + "/{importId}")
  @Operation(
      summary = "Show an import",
      description = "State, exact counts, rate, and what there is to say about what came in and counts for nothing.")
  ImportView show(@PathVariable String importId) {
    ImportJob job = find(importId);
    return ImportView.of(
        job, MappingWarnings.of(job, names.newest(), measuring.zone()),
        job.warned() == 0 ? Gathered.NONE : warnings.gathered(importId), ui);
  }

  @GetMapping(PATH + "/{importId}/errors.csv")
  @Operation(
      summary = "Download the rows that failed",
      description = "Line, column and reason before the cells as they were: correct them and import the file with the same"
          + " mapping. Cells are kept for 30 days.")
  void errors(@PathVariable String importId, HttpServletResponse response) throws IOException {
    ImportJob job = find(importId);
    errors.write(job, download(job, "errors", response));
  }

  @GetMapping(PATH + "/{importId}/warnings.csv")
  @Operation(
      summary = "Download what there is to say about rows that came in",
      description = "Line and warning, such as a country that none is called like, a text where rules need a number, or a time in"
          + " the future. Kept for 30 days.")
  void warnings(@PathVariable String importId, HttpServletResponse response) throws IOException {
    ImportJob job = find(importId);
    remarks.write(job, download(job, "warnings", response));
  }

  private static Writer download(ImportJob job, String what, HttpServletResponse response) throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename("import-" + job.importId() + "-" + what + ".csv").build().toString());
    return new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
  }

  private ResponseEntity<ImportView> stage(
      InputStream file, @Nullable String charset, @Nullable String name, String mapping, Caller caller) {
    try {
      String importId = staging.stage(file, charset, shortened(name), mapping, caller.principal());
      importTask.wake();
      return ResponseEntity.accepted().location(URI.create(PATH + "/" + importId)).body(show(importId));
    } catch (ImportRefused refused) {
      throw Problem.INVALID.because("Nothing was imported. " + refused.getMessage())
          .and("errors", refused.problems());
    }
  }

  private ImportJob find(String importId) {
    return store.find(importId).orElseThrow(() -> Problem.NOT_FOUND.because(
        "There is no import '" + shortened(importId) + "'. GET /api/v1/imports lists the newest."));
  }

  /** As a form field or, with curl's {@code -F mapping=@mapping.json}, as a file. */
  private static String mapping(MultipartHttpServletRequest form) throws IOException {
    MultipartFile file = form.getFile("mapping");
    if (file != null && file.getSize() > MOST_BYTES_OF_MAPPING) {
      throw mappingTooLarge();
    }
    String mapping = file == null
        ? form.getParameter("mapping") : new String(file.getBytes(), StandardCharsets.UTF_8);
    if (mapping == null) {
      throw Problem.MALFORMED.because("Send the part 'mapping': JSON that says which column means what, such as"
          + " {\"columns\": {\"Email\": \"email\"}}.");
    }
    return mapping;
  }

  private static ProblemException mappingTooLarge() {
    return Problem.TOO_LARGE.because("The part 'mapping' may have " + MOST_BYTES_OF_MAPPING + " bytes: it says which column means"
        + " what, and no more. Nothing was imported.");
  }

  /** A part that is misspelt or doubled would be passed over, and a file with it. */
  private static void checkParts(MultipartHttpServletRequest form) {
    Map<String, Integer> parts = new TreeMap<>();
    form.getParameterMap().forEach((name, values) -> parts.merge(name, values.length, Integer::sum));
    form.getMultiFileMap().forEach((name, files) -> parts.merge(name, files.size(), Integer::sum));
    parts.forEach((name, times) -> {
      if (!PARTS.contains(name)) {
        throw FieldError.in(shortened(name), "is no part of an import; "
            + NearestName.to(name, PARTS).map(nearest -> "did you mean '" + nearest + "'? ").orElse("")
            + "known are " + String.join(", ", PARTS));
      }
      if (times > 1) {
        throw FieldError.in(name, "is sent " + times + " times; send one import for each file");
      }
    });
  }

  private static String shortened(@Nullable String name) {
    String text = Objects.requireNonNullElse(name, "").isBlank() ? "upload.csv" : Objects.requireNonNull(name);
    return ShortText.of(text, 200);
  }
}
