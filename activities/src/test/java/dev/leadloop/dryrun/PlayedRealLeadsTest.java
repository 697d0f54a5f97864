package dev.leadloop.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leadloop.csv.CsvRows;
import dev.leadloop.imports.FileRows;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.names.PolicyNames;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.simulation.SalesModel;
import dev.leadloop.simulation.dryrun.DryRun;
import dev.leadloop.simulation.dryrun.DryRunReport;
import dev.leadloop.simulation.dryrun.What;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Leads of a real company, played by what is known of them. */
class PlayedRealLeadsTest {
  private static final Path FILE =
      Path.of(System.getProperty("leadloop.shared", "../../shared"), "data", "leads", "x_education_leads.csv");
  private static final Instant FROM = Instant.parse("2026-03-02T14:00:00Z");
  private static final String MAPPING =
      """
      {"system": "x", "unknown": ["Select"],
       "columns": {"Prospect ID": "externalId", "Lead Source": "source", "Do Not Email": "doNotEmail", "Country": "country"},
       "signals": [
         {"type": "session_start", "count": {"column": "TotalVisits", "atMost": 5}},
         {"type": "form_submitted", "when": {"column": "Lead Origin", "equals": "Landing Page Submission"}}]}
      """;

  /** Three points a visit up to twelve, and eight for the form: only both together come to fifteen. */
  private static Set<String> reckoned() throws IOException {
    Set<String> found = new TreeSet<>();
    try (InputStream file = Files.newInputStream(FILE); CsvRows rows = CsvRows.open(file, null, ',')) {
      List<String> header = rows.next().orElseThrow().cells();
      for (Optional<CsvRows.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        List<String> cells = row.get().cells();
        String visits = cells.get(header.indexOf("TotalVisits"));
        double seen = visits.isEmpty() ? 0 : Double.parseDouble(visits);
        if (seen >= 3 && cells.get(header.indexOf("Lead Origin")).equals("Landing Page Submission")) {
          found.add(cells.get(header.indexOf("Prospect ID")));
        }
      }
    }
    return found;
  }

  @Test
  void aLowerThresholdMakesMqlsOfExactlyThoseWhoReachIt() throws IOException {
    assumeTrue(Files.isRegularFile(FILE), "Leads of a real company are not here (" + FILE
        + "); -Dleadloop.shared names their folder");
    LeadPolicy starter = PolicyFiles.parse(PolicyCatalog.starter(), 1, template -> true);
    LeadPolicy lower = PolicyFiles.parse(
        PolicyCatalog.starter().replace("- { by: score, score: 60, fit: 25 }", "- { by: score, score: 15 }"), 2,
        template -> true);
    DryRunOrder order = new DryRunOrder(
        new DryRun.Asked("lower", lower), new DryRun.Asked("starter", starter), FROM, 1, 1, SalesAnswer.NEVER, Engagement.NONE,
        ZoneOffset.UTC);
    try (InputStream file = Files.newInputStream(FILE);
        FileRows rows = FileRows.open(file, null, MAPPING, FROM, PolicyNames.of(starter), 1L << 28);
        ManyHands hands = new ManyHands(2)) {
      DryRunReport result = new DryRunPlayer(
          order, new DryRunPlayer.Sales(LocalDesk.reps(lower, 2), new SalesModel.Never(), ""), hands, 10_000)
          .play(new FileLeads(rows, Engagement.NONE, order.from(), order.until()), "x", DryRun.Listener.NONE, 10_000);
      assertThat(result.policy().count(What.LEAD)).isEqualTo(9_240);
      assertThat(result.policy().count(What.SENT)).as("nobody has an address").isZero();
      assertThat(result.policy().count(What.FAILED)).isZero();
      Set<String> changed = new TreeSet<>();
      result.changes().forEach(change -> changed.add(change.name()));
      assertThat(changed).isEqualTo(reckoned()).hasSizeGreaterThan(1_000);
    }
  }
}
