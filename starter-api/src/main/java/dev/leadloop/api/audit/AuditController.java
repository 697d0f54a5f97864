package dev.leadloop.api.audit;

import dev.leadloop.audit.AuditReading;
import dev.leadloop.finding.Span;
import dev.leadloop.keys.AuditStore.AuditedChange;
import dev.leadloop.keys.AuditStore.Filter;
import dev.leadloop.naming.NearestName;
import dev.leadloop.problem.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The audit, read page by page or whole. */
@RestController
@Tag(name = "Administration")
class AuditController {
  private static final String PATH = "/api/v1/audit";

  private final AuditReading audit;
  private final Clock clock;

  AuditController(AuditReading audit, Clock clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * One page.
   *
   * @param next the `before` of the page behind it; null on the last
   */
  @Schema(name = "AuditPage")
  record AuditView(List<AuditedChange> lines, @Nullable Long next) {}

  @GetMapping(PATH)
  @Operation(
      summary = "Read who changed what",
      description =
          "Keys made and revoked, reps, teams, account owners, webhooks, policies and suppressions, the newest first. `by` is"
              + " written as in the list, such as admin:website; `target` may be the beginning of one, such as rep/.")
  AuditView list(
      @RequestParam(required = false) @Size(max = 100) @Nullable String by,
      @RequestParam(required = false) @Size(max = 100) @Nullable String action,
      @RequestParam(required = false) @Size(max = 300) @Nullable String target,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Min(1) @Nullable Long before,
      @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
    Span span = Span.of(from, to, clock.instant());
    List<AuditedChange> found = audit.list(new Filter(by, action, target, span.from(), span.to(), before, limit + 1));
    if (found.isEmpty()) {
      meant(by, action);
    }
    boolean more = found.size() > limit;
    return new AuditView(more ? found.subList(0, limit) : found, more ? found.get(limit - 1).id() : null);
  }

  @GetMapping(PATH + ".csv")
  @Operation(summary = "Export who changed what", description = "The same lines as CSV, whole, with the same filters.")
  void export(
      @RequestParam(required = false) @Size(max = 100) @Nullable String by,
      @RequestParam(required = false) @Size(max = 100) @Nullable String action,
      @RequestParam(required = false) @Size(max = 300) @Nullable String target,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      HttpServletResponse response)
      throws IOException {
    Span span = Span.of(from, to, clock.instant());
    Filter filter = new Filter(by, action, target, span.from(), span.to(), null, 1);
    if (audit.list(filter).isEmpty()) {
      meant(by, action);
    }
    audit.export(filter, response);
  }

  /** An empty list of what nobody ever did would look like a clean record. */
  private void meant(@Nullable String by, @Nullable String action) {
    check("by", by, audit.people());
    check("action", action, audit.actions());
  }

  private static void check(String field, @Nullable String given, List<String> known) {
    if (given != null && !known.contains(given)) {
      NearestName.to(given, known).ifPresent(nearest -> {
        throw FieldError.in(field, "stands in no line; did you mean '" + nearest + "'?");
      });
    }
  }
}
