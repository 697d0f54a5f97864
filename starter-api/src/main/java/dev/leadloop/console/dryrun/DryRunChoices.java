package dev.leadloop.console.dryrun;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.dryrun.LeadFileLook;
import dev.leadloop.imports.ImportStore;
import dev.leadloop.imports.mapping.ImportRefused;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.policies.DraftApprovals;
import dev.leadloop.policies.DryRunDesk.Sent;
import dev.leadloop.policies.PolicyOverview;
import dev.leadloop.policyfile.Segments;
import dev.leadloop.policyfile.draft.Draft;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.view.PolicyReadStore.Version;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** What an order can choose from, and the file that comes with it. */
@Component
class DryRunChoices {
  private static final int VERSIONS = 50;
  private static final int IMPORTS = 20;
  private static final int LONGEST_NAME = 200;

  private final DraftApprovals drafts;
  private final PolicyOverview overview;
  private final ImportStore imports;

  DryRunChoices(DraftApprovals drafts, PolicyOverview overview, ImportStore imports) {
    this.drafts = drafts;
    this.overview = overview;
    this.imports = imports;
  }

  /**
   * What can be chosen.
   *
   * @param drafts those that wait, such as d4
   * @param versions the newest first
   * @param segments that the policy in force names
   * @param imports whose mappings can be read by
   */
  record Choices(List<String> drafts, List<Integer> versions, int inForce, List<String> segments, List<ReadBy> imports) {}

  /** An import by whose mapping a file can be read. */
  record ReadBy(String id, String file) {}

  Choices all() {
    SortedMap<String, JsonNode> segments = Segments.named(overview.inForce().yaml());
    return new Choices(
        drafts.newest().stream().filter(Draft::waits).map(Draft::name).toList(),
        overview.versions().stream().limit(VERSIONS).map(Version::version).toList(), drafts.inForce(),
        List.copyOf(segments.keySet()),
        imports.newest(IMPORTS).stream().map(job -> new ReadBy(job.importId(), job.fileName())).toList());
  }

  /** The file of a form; null where none was chosen. */
  @Nullable Sent sent(@Nullable MultipartFile file, DryRunForm form) throws IOException {
    if (!form.who().equals(DryRunForm.FILE)) {
      return null;
    }
    if (file == null || file.isEmpty()) {
      throw FieldError.in("file", "is missing or empty: choose a CSV file whose first row names the columns");
    }
    byte[] bytes = file.getBytes();
    String charset = form.charset().isEmpty() ? null : form.charset();
    String name = String.valueOf(file.getOriginalFilename());
    return new Sent(name.isBlank() ? "leads.csv" : ShortText.of(name, LONGEST_NAME), bytes, mapping(bytes, charset, form),
        charset);
  }

  private String mapping(byte[] bytes, @Nullable String charset, DryRunForm form) {
    if (!form.read().isEmpty()) {
      return imports.find(form.read()).orElseThrow(() -> Problem.NOT_FOUND.because("There is no such import to read it by."))
          .mapping();
    }
    try {
      return LeadFileLook.guess(new ByteArrayInputStream(bytes), charset);
    } catch (ImportRefused refused) {
      throw FieldError.in("file", "cannot be read: " + String.join(" ", refused.problems()));
    }
  }
}
