package dev.leadloop.worker.temporal;

import dev.leadloop.temporal.LeadWorkflows;
import dev.leadloop.text.BaseUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where people look at histories.
 *
 * @param url address of Temporal's UI, empty where none is known
 * @param namespace the namespace that leads live in
 * @param companies whether leads are listed by their company there
 */
public record TemporalUi(Optional<String> url, String namespace, boolean companies) {

  /** The page that lists all histories, empty where no UI is known. */
  public Optional<String> workflows() {
    return url.map(base -> BaseUrl.of(base) + "/namespaces/" + namespace + "/workflows");
  }

  /**
   * The page that lists the histories of that query, empty where no UI is known.
   *
   * @param query such as {@code SlaLevel='ESCALATED'}
   */
  public Optional<String> found(String query) {
    return workflows().map(all -> all + "?query=" + encoded(query));
  }

  /** The page that lists the histories of a company's leads; empty where no UI is known, or the company is not listed there. */
  public Optional<String> ofCompany(@Nullable String company) {
    return companies ? Optional.ofNullable(LeadWorkflows.ofCompany(company)).flatMap(this::found) : Optional.empty();
  }

  /** The page of one workflow's history, empty where no UI is known. */
  public Optional<String> history(String workflowId) {
    return workflows().map(all -> all + "/" + encoded(workflowId));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
