package dev.leadloop.console.imports;

import dev.leadloop.console.ConsolePages;
import dev.leadloop.console.ListCsv;
import dev.leadloop.console.PageTimes;
import dev.leadloop.console.imports.ImportPages.ImportLine;
import dev.leadloop.imports.ImportDrafts;
import dev.leadloop.imports.ImportDrafts.Seen;
import dev.leadloop.imports.ImportErrors;
import dev.leadloop.imports.ImportRemarks;
import dev.leadloop.imports.ImportStaging;
import dev.leadloop.imports.ImportStore;
import dev.leadloop.imports.ImportWarningStore;
import dev.leadloop.imports.mapping.ImportJob;
import dev.leadloop.imports.mapping.ImportRefused;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.security.Role;
import dev.leadloop.temporal.imports.ImportWorkflow;
import dev.leadloop.worker.RepeatingTasks;
import dev.leadloop.worker.temporal.TemporalUi;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Imports: the newest, the file that is sent, what its columns mean, and how far each is. */
@Controller
@Hidden
class ImportPageController extends ConsolePages {
  private static final int NEWEST = 100;
  private static final int LONGEST_NAME = 200;
  private static final List<String> SEPARATORS = List.of(",", ";", "tab", "|");

  private final ImportStaging staging;
  private final ImportStore store;
  private final ImportDrafts drafts;
  private final ImportPages pages;
  private final ImportErrors errors;
  private final ImportRemarks remarks;
  private final ImportWarningStore warnings;
  private final Measuring measuring;
  private final RepeatingTasks importTask;
  private final TemporalUi ui;
  private final Clock clock;

  ImportPageController(
      ImportStaging staging, ImportStore store, ImportDrafts drafts, ImportPages pages, ImportErrors errors,
      ImportRemarks remarks, ImportWarningStore warnings, Measuring measuring, RepeatingTasks importTask, TemporalUi ui,
      Clock clock) {
    this.staging = staging;
    this.store = store;
    this.drafts = drafts;
    this.pages = pages;
    this.errors = errors;
    this.remarks = remarks;
    this.warnings = warnings;
    this.measuring = measuring;
    this.importTask = importTask;
    this.ui = ui;
    this.clock = clock;
  }

  @GetMapping("/imports")
  String list(Model model, Caller caller) {
    PageTimes times = times();
    model.addAttribute("imports", store.newest(NEWEST).stream().map(job -> ImportLine.of(job, times)).toList());
    boolean may = mayStart(caller);
    model.addAttribute("drafts",
        may ? drafts.newest(NEWEST).stream().map(job -> ImportLine.of(job, times)).toList() : List.of());
    model.addAttribute("mayStart", may);
    model.addAttribute("most", NEWEST);
    return "imports";
  }

  @GetMapping("/imports.csv")
  void export(HttpServletResponse response) throws IOException {
    new ListCsv<ImportJob>(
        "imports",
        List.of("import_id", "file", "state", "rows", "done", "new", "added_to", "unchanged", "failed", "warned", "sent_at",
            "sent_by"),
        job -> Stream.of(job.importId(), job.fileName(), job.state().name().toLowerCase(Locale.ROOT), job.counts().total(),
            job.counts().done(), job.counts().created(), job.counts().merged(), job.counts().unchanged(),
            job.counts().failed(), job.warned(), job.createdAt(), job.createdBy()))
        .send(store.newest(ListCsv.MOST + 1), response);
  }

  @GetMapping("/imports/new")
  String fresh() {
    return "import-new";
  }

  @PostMapping("/imports")
  String send(
      @RequestParam("file") MultipartFile file,
      @RequestParam(defaultValue = "") String charset,
      @RequestParam(defaultValue = "") String separator,
      Caller caller,
      Model model,
      HttpServletResponse response) throws IOException {
    String name = String.valueOf(file.getOriginalFilename());
    try (InputStream content = file.getInputStream()) {
      String draft = staging.stageDraft(
          content, charset, separator(separator), name.isBlank() ? "upload.csv" : ShortText.of(name, LONGEST_NAME),
          caller.principal());
      return "redirect:/imports/" + draft + "/mapping";
    } catch (ImportRefused refused) {
      response.setStatus(HttpStatus.BAD_REQUEST.value());
      model.addAttribute("problems", refused.problems());
      return "import-new";
    }
  }

  @GetMapping("/imports/{importId}/mapping")
  String mapping(@PathVariable String importId, Model model) {
    if (store.find(importId).isPresent()) {
      return "redirect:/imports/" + importId;
    }
    Seen seen = draft(importId);
    model.addAttribute("page", pages.wizard(seen, ImportPages.guessed(seen)));
    return "import-mapping";
  }

  /** What is chosen so far: the same page, of which a script takes the parts that change. */
  @PostMapping("/imports/{importId}/mapping")
  String preview(@PathVariable String importId, @RequestParam MultiValueMap<String, String> sent, Model model) {
    Seen seen = draft(importId);
    model.addAttribute("page", pages.wizard(seen, choices(seen, sent)));
    return "import-mapping";
  }

  /** The mapping as the call takes it. */
  @PostMapping("/imports/{importId}/mapping.json")
  void download(@PathVariable String importId, @RequestParam MultiValueMap<String, String> sent, HttpServletResponse response)
      throws IOException {
    Seen seen = draft(importId);
    json(importId, choices(seen, sent).mapping(), response);
  }

  @PostMapping("/imports/{importId}/start")
  String start(
      @PathVariable String importId, @RequestParam MultiValueMap<String, String> sent, Model model,
          HttpServletResponse response) {
    if (store.find(importId).isPresent()) {
      return "redirect:/imports/" + importId;
    }
    Seen seen = draft(importId);
    ImportChoices choices = choices(seen, sent);
    try {
      if (!drafts.start(seen.job(), choices.mapping()) && store.find(importId).isEmpty()) {
        throw unknown();
      }
      importTask.wake();
      return "redirect:/imports/" + importId;
    } catch (ImportRefused refused) {
      response.setStatus(HttpStatus.BAD_REQUEST.value());
      model.addAttribute("page", pages.wizard(seen, choices));
      return "import-mapping";
    }
  }

  @PostMapping("/imports/{importId}/discard")
  String discard(@PathVariable String importId, RedirectAttributes after) {
    if (!drafts.forget(importId)) {
      throw unknown();
    }
    after.addFlashAttribute("done", say("imports.done.discarded"));
    return "redirect:/imports";
  }

  @GetMapping("/imports/{importId}")
  String one(@PathVariable String importId, Model model, Caller caller) {
    ImportJob job = find(importId);
    model.addAttribute("job", ImportLine.of(job, times()));
    model.addAttribute("rowWarnings", job.warned() == 0 ? ImportWarningStore.Gathered.NONE : warnings.gathered(importId));
    model.addAttribute("failed", store.failed(importId, 0, 20));
    model.addAttribute("history", ui.history(ImportWorkflow.workflowId(importId)).orElse(null));
    model.addAttribute("mayStart", mayStart(caller));
    return "import";
  }

  @GetMapping("/imports/{importId}/mapping.json")
  void mapping(@PathVariable String importId, HttpServletResponse response) throws IOException {
    json(importId, find(importId).mapping(), response);
  }

  @GetMapping("/imports/{importId}/errors.csv")
  void errors(@PathVariable String importId, HttpServletResponse response) throws IOException {
    ImportJob job = find(importId);
    errors.write(job, csv(importId, "errors", response));
  }

  @GetMapping("/imports/{importId}/warnings.csv")
  void warnings(@PathVariable String importId, HttpServletResponse response) throws IOException {
    ImportJob job = find(importId);
    remarks.write(job, csv(importId, "warnings", response));
  }

  private static Writer csv(String importId, String what, HttpServletResponse response) throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    named("import-" + importId + "-" + what + ".csv", response);
    return new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
  }

  private static void json(String importId, String mapping, HttpServletResponse response) throws IOException {
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    named("mapping-" + importId + ".json", response);
    response.getOutputStream().write(mapping.getBytes(StandardCharsets.UTF_8));
  }

  private static void named(String file, HttpServletResponse response) {
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(file).build().toString());
  }

  private static @Nullable Character separator(String chosen) {
    return switch (SEPARATORS.indexOf(chosen)) {
      case 0 -> ',';
      case 1 -> ';';
      case 2 -> '\t';
      case 3 -> '|';
      default -> null;
    };
  }

  private static ImportChoices choices(Seen seen, MultiValueMap<String, String> sent) {
    return ImportChoices.of(ImportPages.columns(seen), ImportPages.guessed(seen).separator(), sent);
  }

  private Seen draft(String importId) {
    return drafts.find(importId).orElseThrow(ImportPageController::unknown);
  }

  private ImportJob find(String importId) {
    return store.find(importId).orElseThrow(ImportPageController::unknown);
  }

  private static RuntimeException unknown() {
    return Problem.NOT_FOUND.because("There is no such import, or its file was thrown away. The page Imports lists the newest.");
  }

  private PageTimes times() {
    return PageTimes.forReader(measuring.zone(), clock.instant());
  }

  private static boolean mayStart(Caller caller) {
    return caller.role() == Role.MARKETING || caller.role() == Role.ADMIN;
  }
}
